--liquibase formatted sql

-- Dates of founding before 2022 are those of the State Council's approvals as publicly reported; the municipality
-- itself dates from 1997-06-18. Seats are estimates. Tiles keep neighbours together where a grid allows it.

--changeset yufu:011-divisions
INSERT INTO division (code, name, name_en, kind, valid_from, latitude, longitude, grid_column, grid_row, source) VALUES
    ('500101', '万州区', 'Wanzhou District', 'district', '1998-05-22', 30.81, 108.41, 8, 3, 'GB/T 2260，民政部2025年县以上行政区划代码'),
    ('500102', '涪陵区', 'Fuling District', 'district', '1997-12-20', 29.70, 107.39, 7, 5, 'GB/T 2260，民政部2025年县以上行政区划代码'),
    ('500103', '渝中区', 'Yuzhong District', 'district', '1997-06-18', 29.55, 106.57, 5, 6, 'GB/T 2260，民政部2025年县以上行政区划代码'),
    ('500104', '大渡口区', 'Dadukou District', 'district', '1997-06-18', 29.48, 106.48, 4, 7, 'GB/T 2260，民政部2025年县以上行政区划代码'),
    ('500106', '沙坪坝区', 'Shapingba District', 'district', '1997-06-18', 29.54, 106.46, 4, 5, 'GB/T 2260，民政部2025年县以上行政区划代码'),
    ('500107', '九龙坡区', 'Jiulongpo District', 'district', '1997-06-18', 29.50, 106.51, 4, 6, 'GB/T 2260，民政部2025年县以上行政区划代码'),
    ('500108', '南岸区', 'Nan''an District', 'district', '1997-06-18', 29.53, 106.57, 6, 6, 'GB/T 2260，民政部2025年县以上行政区划代码'),
    ('500109', '北碚区', 'Beibei District', 'district', '1997-06-18', 29.81, 106.40, 4, 4, 'GB/T 2260，民政部2025年县以上行政区划代码；2025年11月辖区调整（渝府发〔2025〕15号）'),
    ('500110', '綦江区', 'Qijiang District', 'district', '2011-10-22', 29.03, 106.65, 5, 8, 'GB/T 2260，民政部2025年县以上行政区划代码'),
    ('500111', '大足区', 'Dazu District', 'district', '2011-10-22', 29.70, 105.72, 1, 5, 'GB/T 2260，民政部2025年县以上行政区划代码'),
    ('500113', '巴南区', 'Banan District', 'district', '1997-06-18', 29.40, 106.54, 5, 7, 'GB/T 2260，民政部2025年县以上行政区划代码'),
    ('500114', '黔江区', 'Qianjiang District', 'district', '2000-06-25', 29.53, 108.77, 9, 6, 'GB/T 2260，民政部2025年县以上行政区划代码'),
    ('500115', '长寿区', 'Changshou District', 'district', '2001-12-25', 29.86, 107.08, 6, 5, 'GB/T 2260，民政部2025年县以上行政区划代码'),
    ('500116', '江津区', 'Jiangjin District', 'district', '2006-10-22', 29.29, 106.26, 3, 6, 'GB/T 2260，民政部2025年县以上行政区划代码'),
    ('500117', '合川区', 'Hechuan District', 'district', '2006-10-22', 29.97, 106.28, 3, 4, 'GB/T 2260，民政部2025年县以上行政区划代码'),
    ('500118', '永川区', 'Yongchuan District', 'district', '2006-10-22', 29.36, 105.93, 2, 6, 'GB/T 2260，民政部2025年县以上行政区划代码'),
    ('500119', '南川区', 'Nanchuan District', 'district', '2006-10-22', 29.16, 107.10, 6, 7, 'GB/T 2260，民政部2025年县以上行政区划代码'),
    ('500120', '璧山区', 'Bishan District', 'district', '2014-05-02', 29.59, 106.23, 3, 5, 'GB/T 2260，民政部2025年县以上行政区划代码'),
    ('500151', '铜梁区', 'Tongliang District', 'district', '2014-05-02', 29.84, 106.06, 2, 5, 'GB/T 2260，民政部2025年县以上行政区划代码'),
    ('500152', '潼南区', 'Tongnan District', 'district', '2015-04-28', 30.19, 105.84, 2, 4, 'GB/T 2260，民政部2025年县以上行政区划代码'),
    ('500153', '荣昌区', 'Rongchang District', 'district', '2015-04-28', 29.41, 105.59, 1, 6, 'GB/T 2260，民政部2025年县以上行政区划代码'),
    ('500154', '开州区', 'Kaizhou District', 'district', '2016-06-08', 31.16, 108.39, 8, 2, 'GB/T 2260，民政部2025年县以上行政区划代码'),
    ('500155', '梁平区', 'Liangping District', 'district', '2016-11-24', 30.67, 107.80, 7, 3, 'GB/T 2260，民政部2025年县以上行政区划代码'),
    ('500156', '武隆区', 'Wulong District', 'district', '2016-11-24', 29.33, 107.76, 7, 6, 'GB/T 2260，民政部2025年县以上行政区划代码'),
    ('500157', '两江新区', 'Liangjiang New Area', 'district', '2025-11-07', 29.64, 106.56, 5, 5, '渝府发〔2025〕15号（2025年11月7日）：撤销江北区、渝北区，设立两江新区，区人民政府驻金山街道'),
    ('500229', '城口县', 'Chengkou County', 'county', '1997-06-18', 31.95, 108.66, 9, 1, 'GB/T 2260，民政部2025年县以上行政区划代码'),
    ('500230', '丰都县', 'Fengdu County', 'county', '1997-06-18', 29.86, 107.73, 8, 5, 'GB/T 2260，民政部2025年县以上行政区划代码'),
    ('500231', '垫江县', 'Dianjiang County', 'county', '1997-06-18', 30.33, 107.33, 7, 4, 'GB/T 2260，民政部2025年县以上行政区划代码'),
    ('500233', '忠县', 'Zhong County', 'county', '1997-06-18', 30.30, 108.04, 8, 4, 'GB/T 2260，民政部2025年县以上行政区划代码'),
    ('500235', '云阳县', 'Yunyang County', 'county', '1997-06-18', 30.93, 108.70, 9, 3, 'GB/T 2260，民政部2025年县以上行政区划代码'),
    ('500236', '奉节县', 'Fengjie County', 'county', '1997-06-18', 31.02, 109.46, 10, 3, 'GB/T 2260，民政部2025年县以上行政区划代码'),
    ('500237', '巫山县', 'Wushan County', 'county', '1997-06-18', 31.07, 109.88, 11, 3, 'GB/T 2260，民政部2025年县以上行政区划代码'),
    ('500238', '巫溪县', 'Wuxi County', 'county', '1997-06-18', 31.40, 109.57, 10, 2, 'GB/T 2260，民政部2025年县以上行政区划代码'),
    ('500240', '石柱土家族自治县', 'Shizhu Tujia Autonomous County', 'autonomous-county', '1997-06-18', 30.00, 108.11, 9, 5, 'GB/T 2260，民政部2025年县以上行政区划代码'),
    ('500241', '秀山土家族苗族自治县', 'Xiushan Tujia and Miao Autonomous County', 'autonomous-county', '1997-06-18', 28.45, 109.00, 9, 8, 'GB/T 2260，民政部2025年县以上行政区划代码'),
    ('500242', '酉阳土家族苗族自治县', 'Youyang Tujia and Miao Autonomous County', 'autonomous-county', '1997-06-18', 28.84, 108.77, 9, 7, 'GB/T 2260，民政部2025年县以上行政区划代码'),
    ('500243', '彭水苗族土家族自治县', 'Pengshui Miao and Tujia Autonomous County', 'autonomous-county', '1997-06-18', 29.29, 108.17, 8, 6, 'GB/T 2260，民政部2025年县以上行政区划代码');

INSERT INTO division (code, name, name_en, kind, valid_from, valid_to, latitude, longitude, grid_column, grid_row, source) VALUES
    ('500105', '江北区', 'Jiangbei District', 'district', '1997-06-18', '2025-11-07', 29.61, 106.57, 5, 5, 'GB/T 2260；渝府发〔2025〕15号（2025年11月7日）撤销'),
    ('500112', '渝北区', 'Yubei District', 'district', '1997-06-18', '2025-11-07', 29.72, 106.63, 5, 4, 'GB/T 2260；渝府发〔2025〕15号（2025年11月7日）撤销');

--changeset yufu:011-zones
INSERT INTO division (code, name, name_en, kind, valid_from, latitude, longitude, source) VALUES
    ('CQ-GXQ', '西部科学城重庆高新区', 'Western (Chongqing) Science City, Chongqing High-tech Zone', 'zone', '2022-02-16', 29.52, 106.33, '渝经信规范〔2023〕5号主送单位；无国家行政区划代码，平台自编；起始日取行动计划印发日'),
    ('CQ-WSJK', '万盛经开区', 'Wansheng Economic and Technological Development Zone', 'zone', '2022-02-16', 28.96, 106.92, '渝经信规范〔2023〕5号主送单位；无国家行政区划代码，平台自编；起始日取行动计划印发日');

--changeset yufu:011-successors
INSERT INTO division_successor (predecessor, successor, note, effective) VALUES
    ('500105', '500157', '原江北区全部划归两江新区', '2025-11-07'),
    ('500112', '500157', '原渝北区划归两江新区，大湾、统景、大盛、兴隆、茨竹5镇除外', '2025-11-07'),
    ('500112', '500109', '原渝北区大湾、统景、大盛、兴隆、茨竹5镇划归北碚区', '2025-11-07'),
    ('500109', '500157', '北碚区水土、复兴、蔡家岗3个街道和施家梁、童家溪2个镇划归两江新区', '2025-11-07');
