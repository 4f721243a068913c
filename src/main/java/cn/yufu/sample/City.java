package cn.yufu.sample;

import java.util.List;

/** All that the sample city consists of, before it is written to the database. */
record City(
        List<Firm> firms,
        Staff staff,
        List<Purse> purses,
        List<Shelved> listings,
        List<Deal> deals,
        List<Batch> payments,
        Chronicle chronicle,
        Archive archive,
        WorkHours hours) {}
