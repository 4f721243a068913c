--liquibase formatted sql

--changeset yufu:131-involved
--comment An audience of named people, whatever their role or organisation: the accounts that the event's detail lists under «involved»
ALTER TABLE notice_rule DROP CONSTRAINT notice_rule_audience;
ALTER TABLE notice_rule ADD CONSTRAINT notice_rule_audience CHECK
  (audience IN ('enterprise', 'provider', 'district', 'city', 'finance', 'auditor', 'involved'));

--changeset yufu:131-areas
INSERT INTO problem_area (code, name, name_en, hint, hint_en, categories, position) VALUES
  ('technology', '技术创新', 'Technology', '研发能力、关键技术、产学研合作、成果转化', 'R&D capability, key technologies, work with universities, bringing results to market',
    '{technology-innovation}', 1),
  ('digital', '数字化', 'Digital transformation', '设备联网、业务系统、数据使用、智能工厂', 'Connected machines, business systems, use of data, smart factories',
    '{smart-diagnosis,smart-factory,smart-cloud,compliance-data}', 2),
  ('green', '绿色化', 'Green transformation', '能耗、清洁生产、碳核算、绿色工厂', 'Energy use, cleaner production, carbon accounting, green factories',
    '{green-factory,green-energy,green-carbon,compliance-safety}', 3),
  ('ip', '知识产权', 'Intellectual property', '专利布局、商标品牌、侵权风险、专利运用', 'Patent layout, trade marks, infringement risks, using patents',
    '{intellectual-property,patent-navigation,high-value-patents}', 4),
  ('market', '市场开拓', 'Market development', '客户结构、渠道品牌、参展出海、供应链配套', 'Customers, channels and brand, exhibitions and export, supplying large firms',
    '{market-development,brand-building,compliance-trade}', 5),
  ('compliance', '合规与法务', 'Compliance and law', '合同、纠纷、数据与安全生产合规、公司治理', 'Contracts, disputes, data and work safety rules, corporate governance',
    '{compliance,legal-aid}', 6),
  ('finance', '融资与财税', 'Finance and tax', '贷款、担保、股权融资、财务规范、税收优惠', 'Loans, guarantees, equity, bookkeeping, tax relief',
    '{finance,consulting-finance-tax,hvp-valuation,listing-advice}', 7),
  ('energy-land', '用地用能与配套', 'Land, energy and facilities', '厂房土地、水电气、物流、园区配套', 'Premises and land, water, power and gas, logistics, services of the park',
    '{consulting-policy,green-energy}', 8),
  ('talent', '人才与用工', 'People and staffing', '招工、骨干留用、技能培训、劳动关系', 'Recruiting, keeping key people, skills, labour relations',
    '{consulting-talent,legal-employment}', 9),
  ('management', '管理与质量', 'Management and quality', '组织流程、精益生产、质量体系、标准', 'Organisation, lean production, quality systems, standards',
    '{consulting-management,consulting-strategy,quality-brand}', 10);

--changeset yufu:131-types
INSERT INTO diagnosis_type (code, name, name_en, summary, summary_en, minutes, experts, areas, position) VALUES
  ('comprehensive', '综合问诊', 'Comprehensive diagnosis', '两位专家半天到厂，全面看一遍，找出最该先做的事。', 'Two experts spend half a day on site, look at everything and name what should come first.',
    180, 2, '{technology,digital,green,ip,market,compliance,finance,energy-land,talent,management}', 1),
  ('technology', '技术创新问诊', 'Technology diagnosis', '看研发组织、关键技术和产学研合作，给出攻关与转化建议。', 'Looks at R&D, key technologies and partners; advises on problems to solve and results to use.',
    120, 1, '{technology,ip}', 2),
  ('digital', '数字化问诊', 'Digital diagnosis', '走一遍车间和业务流程，评估数字化水平，给出分步改造建议。', 'Walks through workshop and processes, rates digital maturity, advises on steps.',
    120, 1, '{digital,management}', 3),
  ('green', '绿色化问诊', 'Green diagnosis', '看能耗、排放和资源利用，找节能降碳的机会。', 'Looks at energy, emissions and resources; finds savings.',
    120, 1, '{green,energy-land}', 4),
  ('ip', '知识产权问诊', 'Intellectual property diagnosis', '盘点专利商标，排查侵权风险，建议布局方向。', 'Takes stock of patents and marks, checks risks, advises on filing.',
    90, 1, '{ip}', 5),
  ('market', '市场开拓问诊', 'Market diagnosis', '分析客户与渠道，找新增订单和出海的路子。', 'Analyses customers and channels; finds new orders and ways abroad.',
    90, 1, '{market}', 6),
  ('compliance', '合规法务问诊', 'Compliance diagnosis', '查合同、用工、数据和安全生产合规，列出风险清单。', 'Checks contracts, employment, data and safety; lists the risks.',
    90, 1, '{compliance}', 7),
  ('finance', '融资财税问诊', 'Finance diagnosis', '看资金需求与财务状况，匹配融资产品和税收优惠。', 'Looks at needs and books; matches finance and tax relief.',
    90, 1, '{finance}', 8),
  ('facilities', '要素配套问诊', 'Facilities diagnosis', '看厂房、用能、物流等要素保障，协调园区解决。', 'Looks at premises, energy and logistics; takes matters up with the park.',
    90, 1, '{energy-land}', 9),
  ('people', '人才与管理问诊', 'People and management diagnosis', '看组织、用工和质量管理，给出改进建议。', 'Looks at organisation, staffing and quality management; advises on improvements.',
    90, 1, '{talent,management}', 10);

--changeset yufu:131-intake
--comment Points say how much an answer speaks for the area; the proposal is made from them (Proposal)
INSERT INTO questionnaire (purpose, type_code, version, valid_from, questions)
SELECT 'intake', NULL, 1, '2026-01-01', jsonb_agg(jsonb_build_object('key', q.key, 'area', q.area, 'kind', q.kind,
    'text', q.text, 'textEn', q.text_en, 'options', CASE q.kind
      WHEN 'yes-no' THEN jsonb_build_array(
        jsonb_build_object('value', 'yes', 'text', '是', 'textEn', 'Yes', 'points', q.yes),
        jsonb_build_object('value', 'no', 'text', '否', 'textEn', 'No', 'points', 4 - q.yes))
      ELSE jsonb_build_array(
        jsonb_build_object('value', '0', 'text', '没有困扰', 'textEn', 'Not at all', 'points', 0),
        jsonb_build_object('value', '1', 'text', '有一点', 'textEn', 'A little', 'points', 1),
        jsonb_build_object('value', '2', 'text', '比较明显', 'textEn', 'Clearly', 'points', 3),
        jsonb_build_object('value', '3', 'text', '非常迫切', 'textEn', 'Urgently', 'points', 4)) END) ORDER BY q.position)
FROM (VALUES
  (1, 'tech-bottleneck', 'technology', 'scale', 0, '是否有卡在工艺、材料或关键部件上的技术难题？', 'Are you held up by a problem of process, material or key component?'),
  (2, 'digital-manual', 'digital', 'scale', 0, '生产进度、库存和质量数据是否还靠人工记录、难以及时掌握？', 'Are progress, stock and quality data still written by hand and hard to follow?'),
  (3, 'green-cost', 'green', 'scale', 0, '能源费用或环保、碳足迹要求是否带来压力？', 'Do energy bills, environmental rules or carbon footprints put you under pressure?'),
  (4, 'ip-protected', 'ip', 'yes-no', 0, '主要产品的核心技术是否已申请专利保护？', 'Is the core technology of your main products protected by patents?'),
  (5, 'ip-risk', 'ip', 'yes-no', 4, '是否遇到过或担心专利、商标侵权纠纷？', 'Have you met, or do you fear, a dispute over patents or trade marks?'),
  (6, 'market-concentration', 'market', 'yes-no', 4, '最大的三家客户是否占销售额一半以上？', 'Do the three largest customers make up more than half of sales?'),
  (7, 'compliance-dispute', 'compliance', 'scale', 0, '合同、用工、数据或安全生产方面是否有纠纷或拿不准的地方？', 'Are there disputes or doubts about contracts, employment, data or work safety?'),
  (8, 'finance-gap', 'finance', 'scale', 0, '未来一年是否缺少扩产、研发或周转资金？', 'Will you lack money for expansion, R&D or working capital in the coming year?'),
  (9, 'energy-land-limit', 'energy-land', 'scale', 0, '厂房、用电用气或物流配套是否限制了生产？', 'Do premises, power, gas or logistics limit production?'),
  (10, 'talent-shortage', 'talent', 'scale', 0, '是否招不到、留不住需要的技术工人或骨干？', 'Is it hard to find or keep the skilled workers you need?'),
  (11, 'management-quality', 'management', 'scale', 0, '返工、交期延误或客户质量投诉是否较多？', 'Are rework, late deliveries or complaints about quality frequent?')
) AS q (position, key, area, kind, yes, text, text_en);

--changeset yufu:131-findings
--comment Answered by the experts on site; a scale from 0 to 4 each, so that the points of an area come to a share of 100
INSERT INTO questionnaire (purpose, type_code, version, valid_from, questions)
SELECT 'findings', q.type, 1, '2026-01-01', jsonb_agg(jsonb_build_object('key', q.key, 'area', q.area, 'kind', 'scale',
    'text', q.text, 'textEn', q.text_en, 'options', jsonb_build_array(
      jsonb_build_object('value', '0', 'text', '尚未开展', 'textEn', 'Not begun', 'points', 0),
      jsonb_build_object('value', '1', 'text', '刚起步', 'textEn', 'Just begun', 'points', 25),
      jsonb_build_object('value', '2', 'text', '部分做到', 'textEn', 'In part', 'points', 50),
      jsonb_build_object('value', '3', 'text', '基本做到', 'textEn', 'Mostly', 'points', 75),
      jsonb_build_object('value', '4', 'text', '做得很好', 'textEn', 'Very well', 'points', 100))) ORDER BY q.position)
FROM (VALUES
  ('comprehensive', 1, 'overall-technology', 'technology', '有稳定的研发投入和明确的技术路线', 'R&D is funded steadily and follows a clear roadmap'),
  ('comprehensive', 2, 'overall-digital', 'digital', '关键工序和业务环节的数据能够自动采集并用于管理', 'Data of key processes are collected automatically and used to manage'),
  ('comprehensive', 3, 'overall-green', 'green', '能耗、排放有计量、有目标、有改进', 'Energy and emissions are measured, have targets and improve'),
  ('comprehensive', 4, 'overall-ip', 'ip', '核心技术和品牌得到有效保护并加以运用', 'Core technology and brands are protected and put to use'),
  ('comprehensive', 5, 'overall-market', 'market', '客户结构合理，有持续获取新订单的能力', 'Customers are balanced and new orders keep coming'),
  ('comprehensive', 6, 'overall-compliance', 'compliance', '合同、用工、数据和安全生产有制度、有落实', 'Contracts, employment, data and safety follow rules that are lived'),
  ('comprehensive', 7, 'overall-finance', 'finance', '财务规范，融资渠道和成本与发展阶段相适应', 'Books are sound; finance fits the stage of the business'),
  ('comprehensive', 8, 'overall-energy-land', 'energy-land', '厂房、能源和物流能够满足现有产能与近期扩产', 'Premises, energy and logistics carry today''s output and the next expansion'),
  ('comprehensive', 9, 'overall-talent', 'talent', '关键岗位有人、有梯队，用工关系稳定', 'Key posts are filled with successors; labour relations are stable'),
  ('comprehensive', 10, 'overall-management', 'management', '生产、质量和交付流程清晰，问题能够闭环解决', 'Production, quality and delivery are clear; problems are closed'),
  ('technology', 1, 'technology-roadmap', 'technology', '有与市场需求对应的技术路线和研发计划', 'A technology roadmap and R&D plan answer market needs'),
  ('technology', 2, 'technology-spending', 'technology', '研发投入有预算、有专账，强度达到同行水平', 'R&D has a budget and accounts of its own, at the level of the trade'),
  ('technology', 3, 'technology-team', 'technology', '研发人员和试验条件能够支撑主要项目', 'R&D people and test facilities carry the main projects'),
  ('technology', 4, 'technology-partners', 'technology', '与高校、院所或上下游有实质性的合作项目', 'There are real projects with universities, institutes or partners'),
  ('technology', 5, 'technology-transfer', 'technology', '近三年研发成果能够转化为产品和收入', 'Results of the last three years became products and revenue'),
  ('technology', 6, 'technology-bottleneck', 'technology', '关键技术难题已经识别并有攻关安排', 'Key technical problems are identified and being worked on'),
  ('technology', 7, 'technology-patents', 'ip', '研发立项前检索专利，成果及时申请保护', 'Patents are searched before projects start and results are filed in time'),
  ('technology', 8, 'technology-secrets', 'ip', '技术秘密有分级、有保密措施', 'Trade secrets are graded and guarded'),
  ('digital', 1, 'digital-machines', 'digital', '主要设备联网，运行数据自动采集', 'Main machines are connected and their data collected'),
  ('digital', 2, 'digital-systems', 'digital', '订单、计划、库存、质量有系统支撑且相互打通', 'Orders, planning, stock and quality run on connected systems'),
  ('digital', 3, 'digital-data', 'digital', '管理层能够及时看到并使用生产经营数据', 'Managers see and use current figures'),
  ('digital', 4, 'digital-plan', 'digital', '数字化改造有规划、有预算、有负责人', 'Digital work has a plan, a budget and somebody in charge'),
  ('digital', 5, 'digital-security', 'digital', '网络与数据安全有基本防护和备份', 'Networks and data have basic protection and backups'),
  ('digital', 6, 'digital-skills', 'digital', '有人员能够使用和维护现有系统', 'There are people who can use and maintain the systems'),
  ('digital', 7, 'digital-process', 'management', '上系统之前业务流程已经梳理清楚', 'Processes were put in order before systems came'),
  ('digital', 8, 'digital-improvement', 'management', '用数据发现问题并推动持续改进', 'Data find problems and drive improvement'),
  ('green', 1, 'green-metering', 'green', '水、电、气按车间或主要设备计量', 'Water, power and gas are metered by workshop or machine'),
  ('green', 2, 'green-audit', 'green', '做过节能诊断或清洁生产审核并落实建议', 'An energy or cleaner-production audit was made and acted on'),
  ('green', 3, 'green-emissions', 'green', '废气、废水、固废处置达标且有记录', 'Waste gas, water and solids are treated as required and recorded'),
  ('green', 4, 'green-carbon', 'green', '能够核算主要产品的碳足迹或组织碳排放', 'Carbon of products or of the firm can be accounted'),
  ('green', 5, 'green-materials', 'green', '采用节材、可回收或替代材料', 'Materials are saved, recycled or replaced'),
  ('green', 6, 'green-targets', 'green', '节能降碳有目标并纳入考核', 'There are targets for energy and carbon, and they count'),
  ('green', 7, 'green-supply', 'energy-land', '供电、供气容量和质量满足生产需要', 'Capacity and quality of power and gas suffice'),
  ('green', 8, 'green-renewables', 'energy-land', '有条件利用余热、光伏或错峰用能', 'Waste heat, solar power or off-peak use is possible and used'),
  ('ip', 1, 'ip-inventory', 'ip', '专利、商标、著作权清单完整并有人管理', 'Patents, marks and copyrights are listed and looked after'),
  ('ip', 2, 'ip-layout', 'ip', '围绕主导产品形成专利组合', 'The main products are covered by a portfolio'),
  ('ip', 3, 'ip-quality', 'ip', '有维持时间长、可运用的高价值专利', 'There are lasting patents of high value'),
  ('ip', 4, 'ip-clearance', 'ip', '新品上市和出口前排查侵权风险', 'Risks are cleared before launch and export'),
  ('ip', 5, 'ip-use', 'ip', '专利得到实施、许可、质押或入股等运用', 'Patents are used, licensed, pledged or contributed'),
  ('ip', 6, 'ip-rules', 'ip', '职务发明、保密和奖励制度健全', 'Rules for inventions, secrecy and rewards are in place'),
  ('market', 1, 'market-customers', 'market', '客户分散，不依赖少数大客户', 'No dependence on a few large customers'),
  ('market', 2, 'market-channels', 'market', '有稳定有效的获客渠道', 'Channels bring customers steadily'),
  ('market', 3, 'market-brand', 'market', '品牌在细分市场有知名度', 'The brand is known in its niche'),
  ('market', 4, 'market-export', 'market', '具备出口资质、认证和渠道', 'Licences, certificates and channels for export exist'),
  ('market', 5, 'market-supplier', 'market', '进入龙头企业供应链或具备配套条件', 'Supplies large firms, or is ready to'),
  ('market', 6, 'market-service', 'market', '售后服务及时，客户满意度有跟踪', 'Service is prompt and satisfaction is tracked'),
  ('compliance', 1, 'compliance-contracts', 'compliance', '合同有模板、有审查、有履约跟踪', 'Contracts have templates, reviews and follow-up'),
  ('compliance', 2, 'compliance-employment', 'compliance', '劳动合同、社保和工时管理合规', 'Employment contracts, insurance and hours comply'),
  ('compliance', 3, 'compliance-safety', 'compliance', '安全生产责任和隐患排查落实到位', 'Work safety duties and inspections are carried out'),
  ('compliance', 4, 'compliance-data', 'compliance', '客户与个人信息得到妥善保护', 'Customer and personal data are protected'),
  ('compliance', 5, 'compliance-governance', 'compliance', '股权清晰，决策程序规范', 'Ownership is clear and decisions follow procedure'),
  ('compliance', 6, 'compliance-credit', 'compliance', '纠纷和行政处罚得到及时处理与修复', 'Disputes and penalties are settled and credit repaired'),
  ('finance', 1, 'finance-books', 'finance', '财务核算规范，报表及时可信', 'Books are sound, reports timely and credible'),
  ('finance', 2, 'finance-cash', 'finance', '有滚动的现金流计划', 'There is a rolling cash plan'),
  ('finance', 3, 'finance-channels', 'finance', '融资渠道多样，成本合理', 'Finance comes from several sources at fair cost'),
  ('finance', 4, 'finance-collateral', 'finance', '知识产权、订单等轻资产得到运用', 'Patents, orders and other light assets are used'),
  ('finance', 5, 'finance-tax', 'finance', '研发加计扣除等优惠应享尽享', 'R&D super-deduction and other relief is fully claimed'),
  ('finance', 6, 'finance-equity', 'finance', '对股权融资或挂牌上市有清晰安排', 'There is a clear view of equity or listing'),
  ('facilities', 1, 'facilities-premises', 'energy-land', '厂房面积、层高、承重满足生产与扩产', 'Premises suffice for output and expansion'),
  ('facilities', 2, 'facilities-titles', 'energy-land', '土地厂房权属或租赁关系清晰稳定', 'Titles or leases are clear and stable'),
  ('facilities', 3, 'facilities-power', 'energy-land', '用电容量充足，停限电影响可控', 'Power suffices and outages are under control'),
  ('facilities', 4, 'facilities-gas-water', 'energy-land', '供气、供水和排污条件满足需要', 'Gas, water and drainage suffice'),
  ('facilities', 5, 'facilities-logistics', 'energy-land', '原料进厂和成品出厂物流顺畅、成本合理', 'Inbound and outbound logistics run well at fair cost'),
  ('facilities', 6, 'facilities-living', 'energy-land', '员工住宿、通勤和子女入学等配套到位', 'Housing, commuting and schools for staff are provided'),
  ('people', 1, 'people-recruiting', 'talent', '关键岗位能够按时招到合适的人', 'Key posts are filled in time with the right people'),
  ('people', 2, 'people-retention', 'talent', '骨干流失率低，激励有效', 'Key people stay; incentives work'),
  ('people', 3, 'people-training', 'talent', '有技能培训和职业技能等级评定安排', 'Skills are trained and assessed'),
  ('people', 4, 'people-succession', 'talent', '管理和技术岗位有后备梯队', 'Managers and engineers have successors'),
  ('people', 5, 'people-organisation', 'management', '职责清晰，会议和决策有效率', 'Duties are clear; meetings and decisions are efficient'),
  ('people', 6, 'people-quality', 'management', '质量体系有效运行，问题有根因分析', 'The quality system works and problems are traced to causes'),
  ('people', 7, 'people-lean', 'management', '现场管理和生产节拍得到持续改善', 'The shop floor and its pace keep improving'),
  ('people', 8, 'people-delivery', 'management', '交期可控，计划与采购协同', 'Deliveries are on time; planning and purchasing work together')
) AS q (type, position, key, area, text, text_en)
GROUP BY q.type;

--changeset yufu:131-notice-rules
INSERT INTO notice_rule (subject_kind, action, audience, mail) VALUES
  ('visit', 'request', 'involved', true), ('visit', 'request', 'district', false),
  ('visit', 'confirmation', 'enterprise', true),
  ('visit', 'reassignment', 'enterprise', true), ('visit', 'reassignment', 'involved', true),
  ('visit', 'reschedule', 'enterprise', true), ('visit', 'reschedule', 'involved', true),
  ('visit', 'cancellation', 'enterprise', true), ('visit', 'cancellation', 'involved', true),
  ('visit', 'expiry', 'enterprise', true), ('visit', 'expiry', 'involved', false), ('visit', 'expiry', 'district', true),
  ('visit', 'absence', 'enterprise', true), ('visit', 'absence', 'involved', true), ('visit', 'absence', 'district', false),
  ('visit', 'excuse', 'enterprise', true),
  ('visit', 'reminder', 'enterprise', true), ('visit', 'reminder', 'involved', true),
  ('visit', 'check-in-reminder', 'involved', true),
  ('visit', 'report-reminder', 'involved', true), ('visit', 'report-reminder', 'district', false),
  ('visit', 'report-submission', 'enterprise', true),
  ('visit', 'report-return', 'involved', true),
  ('visit', 'report-confirmation', 'involved', false),
  ('visit', 'automatic-confirmation', 'enterprise', true), ('visit', 'automatic-confirmation', 'involved', false),
  ('visit', 'follow-up', 'enterprise', true),
  ('expert', 'accreditation', 'involved', true),
  ('expert', 'suspension', 'involved', true), ('expert', 'reinstatement', 'involved', true),
  ('plan', 'specialist', 'enterprise', true), ('plan', 'specialist', 'involved', true);
