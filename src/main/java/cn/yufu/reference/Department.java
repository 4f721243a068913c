package cn.yufu.reference;

/** A public body that the action plan names as responsible. */
record Department(String code, String name, String nameEn) {}
