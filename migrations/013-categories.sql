--liquibase formatted sql

--changeset yufu:013-departments
INSERT INTO department (code, name, name_en, valid_from, source) VALUES
    ('economy-information', '市经济信息委', 'Municipal Commission of Economy and Information Technology', '2022-02-16', '渝府办发〔2022〕23号'),
    ('science-technology', '市科技局', 'Municipal Science and Technology Bureau', '2022-02-16', '渝府办发〔2022〕23号'),
    ('planning-resources', '市规划自然资源局', 'Municipal Bureau of Planning and Natural Resources', '2022-02-16', '渝府办发〔2022〕23号'),
    ('intellectual-property', '市知识产权局', 'Municipal Intellectual Property Office', '2022-02-16', '渝府办发〔2022〕23号'),
    ('ecology-environment', '市生态环境局', 'Municipal Ecology and Environment Bureau', '2022-02-16', '渝府办发〔2022〕23号'),
    ('commerce', '市商务委', 'Municipal Commission of Commerce', '2022-02-16', '渝府办发〔2022〕23号'),
    ('market-regulation', '市市场监管局', 'Municipal Administration for Market Regulation', '2022-02-16', '渝府办发〔2022〕23号'),
    ('finance', '市财政局', 'Municipal Finance Bureau', '2022-02-16', '渝府办发〔2022〕23号'),
    ('financial-regulation', '市金融监管局', 'Municipal Financial Regulatory Bureau', '2022-02-16', '渝府办发〔2022〕23号'),
    ('securities-regulation', '重庆证监局', 'CSRC Chongqing Bureau', '2022-02-16', '渝府办发〔2022〕23号'),
    ('human-resources', '市人力社保局', 'Municipal Human Resources and Social Security Bureau', '2022-02-16', '渝府办发〔2022〕23号'),
    ('education', '市教委', 'Municipal Education Commission', '2022-02-16', '渝府办发〔2022〕23号'),
    ('taxation', '重庆市税务局', 'Chongqing Tax Service, State Taxation Administration', '2022-02-16', '渝府办发〔2022〕23号'),
    ('statistics', '市统计局', 'Municipal Bureau of Statistics', '2022-02-16', '渝府办发〔2022〕23号'),
    ('district-governments', '各区县政府', 'District and county governments', '2022-02-16', '渝府办发〔2022〕23号'),
    ('central-bank-branch', '人行重庆市分行', 'People''s Bank of China, Chongqing Branch', '2023-08-18', '党和国家机构改革方案（2023年），分行挂牌日据公开报道'),
    ('financial-supervision', '金融监管总局重庆监管局', 'NFRA Chongqing Office', '2023-07-20', '党和国家机构改革方案（2023年），监管局挂牌日据公开报道');
INSERT INTO department (code, name, name_en, valid_from, valid_to, successor, source) VALUES
    ('central-bank-operations', '人行重庆营管部', 'People''s Bank of China, Chongqing Operations Office', '2022-02-16', '2023-08-18', 'central-bank-branch', '渝府办发〔2022〕23号'),
    ('banking-insurance-regulation', '重庆银保监局', 'CBIRC Chongqing Bureau', '2022-02-16', '2023-07-20', 'financial-supervision', '渝府办发〔2022〕23号');

--changeset yufu:013-policy-items
INSERT INTO policy_item (number, section, summary, summary_en, source)
SELECT i.number, i.section, i.summary, i.summary_en, '渝府办发〔2022〕23号 第' || i.number || '条'
FROM (VALUES
    (1, '加强孵化培育', '支持高新技术产业研究院发展，面向全国和全球筛选优质科技创新成果进行孵化', 'Support high-tech industry research institutes and incubate promising innovations from China and abroad'),
    (2, '加强孵化培育', '组建10个技术创新战略联盟，推动产学研协同创新和成果转化', 'Form 10 strategic alliances for technology innovation between industry, universities and research institutes'),
    (3, '加强孵化培育', '重点支持10家中小企业孵化器建设，建设科技型初创企业园区', 'Support 10 SME incubators and parks for technology start-ups'),
    (4, '加强孵化培育', '重点培育10个市级重点关键产业园，引进培育“专精特新”企业', 'Cultivate 10 key industrial parks that attract and grow specialised and innovative enterprises'),
    (5, '夯实科技支撑', '建立研发准备金制度，推动研发机构全覆盖', 'Set up R&D reserve funds and bring an R&D organisation to every enterprise'),
    (6, '夯实科技支撑', '支持企业牵头组建产业技术创新联盟，以“揭榜挂帅”“赛马”等方式开展技术攻关', 'Let enterprises lead industrial technology alliances and solve key problems by open challenges and parallel contests'),
    (7, '夯实科技支撑', '推动数字化、智能化、绿色化发展，培育数字化车间、智能工厂和绿色工厂', 'Advance digital, intelligent and green development: digital workshops, smart factories and green factories'),
    (8, '夯实科技支撑', '引导川渝科研仪器设备入驻共享服务平台，提升科技资源使用效率', 'Share research instruments and equipment across Sichuan and Chongqing'),
    (9, '夯实科技支撑', '提升产品质量，促进标准化建设，提高高价值专利创造能力，加强品牌培育管理和“老字号”传承创新', 'Raise product quality, standardisation, high-value patent creation and brand cultivation, including time-honoured brands'),
    (10, '加大金融支持力度', '组建“专精特新”企业发展基金，引导基金和社会资本重点支持', 'Form a development fund and guide public and private capital to specialised and innovative enterprises'),
    (11, '加大金融支持力度', '在“渝企金服”平台搭建银企对接通道，开展需求对接、培训路演', 'Connect banks and enterprises on the Yuqi Jinfu platform, with matching, training and roadshows'),
    (12, '加大金融支持力度', '创新“央行再贷款+”“央行再贴现+”专属产品，低成本资金直达企业', 'Create dedicated re-lending and rediscount products that bring low-cost central bank money to enterprises'),
    (13, '加大金融支持力度', '定制金融服务方案，开发“专精特新贷”，提高知识价值和商业价值信用贷款授信额度', 'Tailor bank services, develop dedicated loans and raise credit lines based on knowledge and business value'),
    (14, '加大金融支持力度', '落实延期还本付息和转贷应急政策，推广无还本续贷，纳入风险分担机制', 'Apply deferred repayment, bridging and renewal without repayment, and share the risk'),
    (15, '加大金融支持力度', '加大中长期融资支持，落实“白名单”制度，支持技术改造和转型升级', 'Extend medium and long-term finance by a white list for technical upgrading and transformation'),
    (16, '加大金融支持力度', '建立债券融资项目储备和推荐辅导机制，开发专属信用担保产品，降低担保费用', 'Keep a reserve of bond projects with coaching, and offer dedicated guarantees at lower fees'),
    (17, '加大金融支持力度', '优化重庆股份转让中心“专精特新板”，引导完善公司治理、股改挂牌融资', 'Improve the specialised board of the Chongqing Share Transfer Centre; guide governance, share reform and quotation'),
    (18, '加大金融支持力度', '搭建上市培育服务平台，动态遴选100家企业入库并开展“一对一”上市辅导', 'Run a listing cultivation platform with a pool of 100 enterprises and one-to-one coaching'),
    (19, '优化公共服务', '建立并运营中小企业公共服务平台体系，在技术创新、智能化绿色化转型、知识产权、市场开拓、合规化建设等方面提供精准高效服务', 'Operate city and district public service platforms for technology innovation, intelligent and green transformation, intellectual property, market development and compliance'),
    (20, '优化公共服务', '建立高价值专利培育中心，筛选培育高价值发明专利，指导专利布局和导航', 'Found a centre for cultivating high-value patents and guide patent layout and navigation'),
    (21, '优化公共服务', '通过政府购买服务提供法律援助、专业咨询，组织专家上门问诊', 'Buy legal aid and professional consulting for enterprises and send experts for on-site diagnosis'),
    (22, '优化公共服务', '建立服务联系机制，按照“一企一策一人”配备服务专员', 'Give each enterprise its own plan and its own service specialist'),
    (23, '优化公共服务', '做好专业人才评定和待遇落实，建立用工统筹招聘机制，开展“直播带岗”', 'Evaluate professional talent, recruit jointly and hold live-streamed job fairs'),
    (24, '优化公共服务', '落实首台（套）装备、首批次材料、首版次软件应用政策', 'Apply the policies for first sets of equipment, first batches of materials and first versions of software'),
    (25, '优化公共服务', '支持参加各类展会，开展跨境合作服务，开拓国际市场', 'Support exhibitions and cross-border cooperation to open international markets'),
    (26, '优化公共服务', '搭建大中小企业融通发展平台，组织供需对接，扩大大型企业采购规模', 'Connect large and small enterprises, hold supply and demand matching and widen purchases by large firms'),
    (27, '优化财政政策', '对国家专精特新“小巨人”企业给予奖励，每年遴选约100家示范企业重点培育', 'Reward national little giants and select about 100 demonstration enterprises a year'),
    (28, '优化财政政策', '对智能化、绿色化改造给予资金支持，对典型新模式应用给予补助', 'Fund intelligent and green upgrading and subsidise exemplary new models'),
    (29, '优化财政政策', '对研究院孵化的创新型企业给予奖励，落实研发费用加计扣除等税收优惠', 'Reward enterprises incubated by research institutes and apply R&D super-deduction and other tax relief'),
    (30, '优化财政政策', '对挂牌、上市企业分阶段给予资金奖励', 'Reward quotation and listing in stages')
) AS i (number, section, summary, summary_en);

--changeset yufu:013-responsibilities
INSERT INTO policy_item_department (item, department, position)
SELECT n, d.department, d.position
FROM (VALUES
    (1, 4, ARRAY['economy-information', 'science-technology', 'planning-resources', 'intellectual-property', 'district-governments']),
    (5, 9, ARRAY['economy-information', 'science-technology', 'ecology-environment', 'commerce', 'market-regulation', 'district-governments']),
    (10, 18, ARRAY['economy-information', 'finance', 'science-technology', 'financial-regulation', 'central-bank-operations', 'banking-insurance-regulation', 'securities-regulation', 'district-governments']),
    (19, 26, ARRAY['economy-information', 'science-technology', 'human-resources', 'education', 'intellectual-property', 'commerce', 'district-governments']),
    (27, 30, ARRAY['economy-information', 'finance', 'science-technology', 'financial-regulation', 'taxation', 'district-governments'])
) AS s (first, last, departments)
CROSS JOIN generate_series(s.first, s.last) AS n
CROSS JOIN unnest(s.departments) WITH ORDINALITY AS d (department, position);

--changeset yufu:013-top-categories
INSERT INTO service_category (code, name, name_en, description, description_en, policy_item, department, icon, position, valid_from) VALUES
    ('legal-aid', '法律援助', 'Legal aid', '由政府购买服务，律师为企业解答法律问题、把关合同、处理纠纷。', 'Lawyers paid through government purchase answer questions, check contracts and handle disputes.', 21, 'economy-information', 'scale', 1, '2022-02-16'),
    ('professional-consulting', '专业咨询', 'Professional consulting', '管理、财税、人力等方面的专家为企业问诊把脉，可上门服务。', 'Experts in management, finance, tax and staffing diagnose problems, on site where wanted.', 21, 'economy-information', 'stethoscope', 2, '2022-02-16'),
    ('intellectual-property', '知识产权', 'Intellectual property', '商标、专利、著作权的申请、保护、管理和运用。', 'Filing, protecting, managing and using trade marks, patents and copyright.', 19, 'intellectual-property', 'badge', 3, '2022-02-16'),
    ('patent-navigation', '专利导航', 'Patent navigation', '摸清技术和竞争对手的专利分布，为研发和布局指路。', 'Maps the patents of a field and its competitors to steer research and filing.', 20, 'intellectual-property', 'compass', 4, '2022-02-16'),
    ('high-value-patents', '高价值专利培育', 'High-value patents', '从挖掘、撰写到评估、转化，帮助企业形成有市场价值的发明专利。', 'From finding and drafting to valuation and use: inventions that are worth money.', 20, 'intellectual-property', 'gem', 5, '2022-02-16'),
    ('quality-brand', '质量标准与品牌', 'Quality, standards and brand', '提升产品质量，参与标准制定，培育企业品牌，传承老字号。', 'Better product quality, a part in standards, stronger brands, time-honoured names kept alive.', 9, 'market-regulation', 'award', 6, '2022-02-16'),
    ('compliance', '合规化建设', 'Compliance', '帮助企业建立合规制度，化解数据、贸易、环保和安全生产风险。', 'Compliance systems that take the risk out of data, trade, environment and work safety.', 19, 'economy-information', 'shield', 7, '2022-02-16'),
    ('technology-innovation', '技术创新', 'Technology innovation', '技术攻关、成果转化、中试验证和研发机构建设。', 'Solving technical problems, transferring results, pilot tests and R&D organisations.', 19, 'science-technology', 'flask', 8, '2022-02-16'),
    ('smart-green', '智能化绿色化转型', 'Intelligent and green transformation', '诊断现状，规划路径，实施数字化、智能化和绿色化改造。', 'Diagnosis, road map and implementation of digital, intelligent and green upgrading.', 19, 'economy-information', 'factory', 9, '2022-02-16'),
    ('market-development', '市场开拓', 'Market development', '帮助企业参展推广、出海拓展，并与大企业对接配套。', 'Exhibitions, promotion, going abroad and supplying large enterprises.', 19, 'commerce', 'globe', 10, '2022-02-16'),
    ('finance', '融资服务', 'Finance', '银企对接、信用贷款、担保和债券融资的辅导与方案设计。', 'Matching with banks, credit loans, guarantees and bonds: advice and tailored plans.', 13, 'financial-regulation', 'coins', 11, '2022-02-16'),
    ('listing-advice', '上市挂牌辅导', 'Listing advice', '股份制改造、规范治理、“专精特新板”挂牌和上市“一对一”辅导。', 'Share reform, governance, quotation on the specialised board and one-to-one listing coaching.', 18, 'securities-regulation', 'chart', 12, '2022-02-16');

--changeset yufu:013-sub-categories
INSERT INTO service_category (parent, code, name, name_en, description, description_en, policy_item, department, position, valid_from) VALUES
    ('legal-aid', 'legal-contract', '合同审查与起草', 'Contract review and drafting', '审查、修改和起草采购、销售、技术、租赁等合同。', 'Reviewing, amending and drafting purchase, sales, technology and lease contracts.', 21, 'economy-information', 1, '2022-02-16'),
    ('legal-aid', 'legal-employment', '劳动用工法律服务', 'Employment law', '规范劳动合同和规章制度，处理劳动争议。', 'Sound employment contracts and rules, and settling labour disputes.', 21, 'human-resources', 2, '2022-02-16'),
    ('legal-aid', 'legal-dispute', '纠纷调解与诉讼仲裁', 'Disputes, litigation and arbitration', '货款拖欠、质量争议等纠纷的调解、诉讼和仲裁代理。', 'Mediation, litigation and arbitration over late payment, quality and other disputes.', 21, 'economy-information', 3, '2022-02-16'),
    ('legal-aid', 'legal-counsel', '常年法律顾问', 'Standing legal counsel', '按季度或年度为企业提供日常法律咨询和法治体检。', 'Day-to-day advice and legal check-ups by the quarter or the year.', 21, 'economy-information', 4, '2022-02-16'),
    ('legal-aid', 'legal-corporate', '公司治理与股权法律服务', 'Corporate and equity law', '公司章程、股权激励、投融资和并购的法律服务。', 'Articles of association, equity incentives, investment and mergers.', 21, 'economy-information', 5, '2022-02-16'),

    ('professional-consulting', 'consulting-diagnosis', '上门问诊', 'On-site diagnosis', '专家到企业现场了解情况，出具问诊报告和改进建议。', 'Experts visit the enterprise and leave a report with recommendations.', 21, 'economy-information', 1, '2022-02-16'),
    ('professional-consulting', 'consulting-strategy', '战略规划咨询', 'Strategy', '梳理细分市场定位，制定三至五年发展规划。', 'A clear position in the niche and a plan for three to five years.', 21, 'economy-information', 2, '2022-02-16'),
    ('professional-consulting', 'consulting-management', '管理提升与精益生产', 'Management and lean production', '优化流程、现场和供应链管理，降本增效。', 'Better processes, shop floor and supply chain at lower cost.', 21, 'economy-information', 3, '2022-02-16'),
    ('professional-consulting', 'consulting-finance-tax', '财务税务咨询', 'Finance and tax', '财务规范、研发费用归集和税收优惠辅导。', 'Sound accounts, R&D cost records and guidance on tax relief.', 21, 'economy-information', 4, '2022-02-16'),
    ('professional-consulting', 'consulting-talent', '人力资源咨询', 'Human resources', '人才引进、薪酬绩效和技能培训体系设计。', 'Recruiting, pay and performance, and skills training.', 21, 'human-resources', 5, '2022-02-16'),
    ('professional-consulting', 'consulting-policy', '政策解读与申报指导', 'Policy guidance', '讲清政策条件，指导企业自行准备“专精特新”等申报材料。', 'Explains conditions and guides enterprises in preparing their own applications.', 21, 'economy-information', 6, '2022-02-16'),

    ('intellectual-property', 'ip-patent-filing', '专利申请代理', 'Patent filing', '发明、实用新型和外观设计专利的检索、撰写和申请。', 'Searching, drafting and filing of invention, utility model and design patents.', 19, 'intellectual-property', 1, '2022-02-16'),
    ('intellectual-property', 'ip-trademark', '商标注册与管理', 'Trade marks', '国内外商标查询、注册、续展和异议答辩。', 'Search, registration, renewal and opposition of trade marks at home and abroad.', 19, 'intellectual-property', 2, '2022-02-16'),
    ('intellectual-property', 'ip-copyright', '著作权与集成电路布图登记', 'Copyright and layout designs', '软件著作权、作品和集成电路布图设计登记。', 'Registration of software, works and integrated circuit layout designs.', 19, 'intellectual-property', 3, '2022-02-16'),
    ('intellectual-property', 'ip-enforcement', '知识产权维权', 'Enforcement', '侵权取证、行政投诉、诉讼和海外纠纷应对。', 'Evidence, administrative complaints, litigation and disputes abroad.', 19, 'intellectual-property', 4, '2022-02-16'),
    ('intellectual-property', 'ip-management', '知识产权管理贯标', 'IP management system', '按国家标准建立企业知识产权管理体系并辅导认证。', 'An IP management system by the national standard, with guidance to certification.', 19, 'intellectual-property', 5, '2022-02-16'),
    ('intellectual-property', 'ip-commercialisation', '知识产权转让许可', 'Transfer and licensing', '技术秘密和专利的转让、许可谈判与合同登记。', 'Negotiating and registering transfers and licences of patents and know-how.', 19, 'intellectual-property', 6, '2022-02-16'),

    ('patent-navigation', 'navigation-industry', '产业专利导航', 'Industry patent navigation', '分析产业链关键环节的专利态势，提出突破方向。', 'Patent trends along the industrial chain and where to break through.', 20, 'intellectual-property', 1, '2022-02-16'),
    ('patent-navigation', 'navigation-enterprise', '企业专利导航', 'Enterprise patent navigation', '围绕企业核心产品开展专利检索分析，支撑研发立项。', 'Search and analysis around core products to support R&D decisions.', 20, 'intellectual-property', 2, '2022-02-16'),
    ('patent-navigation', 'navigation-layout', '专利布局规划', 'Patent layout', '设计核心专利与外围专利组合，规划国内外申请。', 'A portfolio of core and surrounding patents, filed at home and abroad.', 20, 'intellectual-property', 3, '2022-02-16'),
    ('patent-navigation', 'navigation-clearance', '侵权风险排查', 'Freedom to operate', '新产品上市或出口前排查专利侵权风险，提出规避设计。', 'Checks infringement risk before launch or export and proposes design-arounds.', 20, 'intellectual-property', 4, '2022-02-16'),
    ('patent-navigation', 'navigation-watch', '专利预警监测', 'Patent watch', '持续跟踪竞争对手专利动态，按月提示风险和机会。', 'Follows competitors'' patents and reports risks and chances each month.', 20, 'intellectual-property', 5, '2022-02-16'),

    ('high-value-patents', 'hvp-mining', '专利挖掘与高质量撰写', 'Mining and drafting', '与研发人员一同挖掘技术方案，撰写高质量专利申请文件。', 'Works with engineers to find inventions and draft strong applications.', 20, 'intellectual-property', 1, '2022-02-16'),
    ('high-value-patents', 'hvp-screening', '高价值专利筛选评价', 'Screening', '按照高价值发明专利五类情形筛选、分级企业存量专利。', 'Screens and grades existing patents by the five kinds of high-value invention patents.', 20, 'intellectual-property', 2, '2022-02-16'),
    ('high-value-patents', 'hvp-valuation', '专利价值评估与质押', 'Valuation and pledge', '评估专利价值，协助办理质押登记和融资。', 'Values patents and helps with pledge registration and finance.', 20, 'intellectual-property', 3, '2022-02-16'),
    ('high-value-patents', 'hvp-industrialisation', '专利转化与产业化', 'Industrialisation', '推动发明专利转化实施，开展专利密集型产品备案。', 'Puts inventions to use and files patent-intensive products.', 20, 'intellectual-property', 4, '2022-02-16'),

    ('quality-brand', 'quality-system', '质量管理体系建设', 'Quality management system', '导入先进质量管理方法，建立并认证质量管理体系。', 'Modern quality methods and a certified quality management system.', 9, 'market-regulation', 1, '2022-02-16'),
    ('quality-brand', 'quality-standard', '标准制定与对标达标', 'Standards', '参与国家、行业和团体标准制定，开展对标达标。', 'Taking part in national, industry and association standards, and meeting them.', 9, 'market-regulation', 2, '2022-02-16'),
    ('quality-brand', 'quality-testing', '检验检测与认证', 'Testing and certification', '产品检测、计量校准和国内外认证咨询。', 'Product tests, calibration and certification at home and abroad.', 9, 'market-regulation', 3, '2022-02-16'),
    ('quality-brand', 'brand-building', '品牌培育', 'Brand building', '品牌定位、形象设计和品牌培育管理体系导入。', 'Positioning, identity and a brand cultivation management system.', 9, 'economy-information', 4, '2022-02-16'),
    ('quality-brand', 'brand-heritage', '老字号传承创新', 'Time-honoured brands', '老字号保护、工艺传承和产品创新。', 'Protecting old names, handing on crafts and renewing products.', 9, 'commerce', 5, '2022-02-16'),

    ('compliance', 'compliance-system', '合规管理体系建设', 'Compliance management system', '识别合规风险，建立制度、流程和培训机制。', 'Finds compliance risks and sets up rules, processes and training.', 19, 'economy-information', 1, '2022-02-16'),
    ('compliance', 'compliance-data', '数据安全与个人信息保护', 'Data security and privacy', '数据分类分级、个人信息保护和网络安全等级保护。', 'Data classification, personal information protection and graded cyber-security.', 19, 'economy-information', 2, '2022-02-16'),
    ('compliance', 'compliance-trade', '进出口与海外合规', 'Trade and overseas compliance', '出口管制、原产地、反倾销和海外用工合规。', 'Export control, origin, anti-dumping and employment abroad.', 19, 'commerce', 3, '2022-02-16'),
    ('compliance', 'compliance-safety', '环保与安全生产合规', 'Environment and work safety', '环评、排污许可、安全生产标准化和隐患排查。', 'Environmental assessment, discharge permits, work safety standards and hazard checks.', 19, 'economy-information', 4, '2022-02-16'),
    ('compliance', 'compliance-credit', '信用修复与反商业贿赂', 'Credit repair and anti-bribery', '信用修复指导，建立反商业贿赂和廉洁采购制度。', 'Guidance on repairing credit records, and rules for clean dealing and purchasing.', 19, 'economy-information', 5, '2022-02-16'),

    ('technology-innovation', 'tech-research', '技术攻关与委托研发', 'Contract research', '围绕关键技术难题组织高校院所联合攻关。', 'Joint work with universities and institutes on key technical problems.', 19, 'science-technology', 1, '2022-02-16'),
    ('technology-innovation', 'tech-transfer', '科技成果转化', 'Technology transfer', '成果筛选、评价、对接和技术合同登记。', 'Finding, assessing and matching results, and registering technology contracts.', 19, 'science-technology', 2, '2022-02-16'),
    ('technology-innovation', 'tech-pilot', '中试与样机验证', 'Pilot tests and prototypes', '小试、中试放大和样机试制验证。', 'Bench and pilot scale-up and prototype making and testing.', 19, 'science-technology', 3, '2022-02-16'),
    ('technology-innovation', 'tech-organisation', '研发机构建设', 'R&D organisations', '企业技术中心、工程研究中心等研发机构的规划和建设辅导。', 'Planning and coaching for technology centres and engineering research centres.', 19, 'science-technology', 4, '2022-02-16'),
    ('technology-innovation', 'tech-information', '科技查新与情报', 'Technology intelligence', '科技查新、文献检索和行业技术情报分析。', 'Novelty searches, literature and technology intelligence by industry.', 19, 'science-technology', 5, '2022-02-16'),

    ('smart-green', 'smart-diagnosis', '数字化转型诊断', 'Digital diagnosis', '评测企业数字化水平，形成改造路线图。', 'Assesses the digital level and draws the road map.', 19, 'economy-information', 1, '2022-02-16'),
    ('smart-green', 'smart-factory', '数字化车间与智能工厂', 'Digital workshops and smart factories', '设备联网、生产执行系统和智能工厂方案实施。', 'Connected equipment, manufacturing execution systems and smart factory projects.', 19, 'economy-information', 2, '2022-02-16'),
    ('smart-green', 'smart-cloud', '企业上云与工业互联网', 'Cloud and industrial internet', '研发、生产、经营管理系统上云和平台接入。', 'Design, production and management systems in the cloud and on industrial platforms.', 19, 'economy-information', 3, '2022-02-16'),
    ('smart-green', 'green-factory', '绿色工厂创建', 'Green factories', '对照标准开展自评、改造和绿色工厂创建辅导。', 'Self-assessment, upgrading and coaching to the green factory standard.', 19, 'economy-information', 4, '2022-02-16'),
    ('smart-green', 'green-energy', '节能诊断与清洁生产', 'Energy saving and clean production', '能源审计、节能改造和清洁生产审核。', 'Energy audits, saving measures and clean production reviews.', 19, 'economy-information', 5, '2022-02-16'),
    ('smart-green', 'green-carbon', '碳核算与产品碳足迹', 'Carbon accounting', '组织碳排放核算、产品碳足迹评价和减碳方案。', 'Carbon accounts, product footprints and reduction plans.', 19, 'economy-information', 6, '2022-02-16'),

    ('market-development', 'market-exhibition', '参展与推广', 'Exhibitions and promotion', '展会策划、展位设计和产品推介。', 'Planning of exhibitions, stand design and product presentation.', 19, 'commerce', 1, '2022-02-16'),
    ('market-development', 'market-international', '跨境经营与国际市场', 'International markets', '海外市场调研、跨境电商和国际合作对接。', 'Market research abroad, cross-border e-commerce and partners.', 19, 'commerce', 2, '2022-02-16'),
    ('market-development', 'market-research', '市场调研与营销策划', 'Market research and marketing', '细分市场调研、渠道建设和数字营销。', 'Niche research, sales channels and digital marketing.', 19, 'commerce', 3, '2022-02-16'),
    ('market-development', 'market-matching', '大中小企业供需对接', 'Supply and demand matching', '组织与“链主”企业的供需对接，跟踪合作落地。', 'Meetings with chain-leading enterprises and follow-up to contracts.', 26, 'economy-information', 4, '2022-02-16'),
    ('market-development', 'market-supplier', '供应链配套能力提升', 'Supplier readiness', '辅导企业通过大企业供应商审核，融入产业链。', 'Prepares enterprises for supplier audits and a place in the industrial chain.', 26, 'economy-information', 5, '2022-02-16'),

    ('finance', 'finance-matching', '银企对接与融资路演', 'Bank matching and roadshows', '梳理融资需求，对接银行和投资机构，组织路演。', 'Sorts out needs, finds banks and investors, holds roadshows.', 11, 'financial-regulation', 1, '2022-02-16'),
    ('finance', 'finance-relending', '再贷款再贴现产品辅导', 'Re-lending and rediscount', '辅导企业了解并申请央行再贷款、再贴现专属产品。', 'Guidance on dedicated products backed by central bank money.', 12, 'financial-regulation', 2, '2022-02-16'),
    ('finance', 'finance-credit', '信用贷款方案设计', 'Credit loans', '设计“专精特新贷”、知识价值和商业价值信用贷款方案。', 'Plans for dedicated loans and credit based on knowledge and business value.', 13, 'financial-regulation', 3, '2022-02-16'),
    ('finance', 'finance-renewal', '转贷续贷辅导', 'Bridging and renewal', '办理转贷应急、无还本续贷和延期还本付息的辅导。', 'Guidance on bridging, renewal without repayment and deferral.', 14, 'financial-regulation', 4, '2022-02-16'),
    ('finance', 'finance-upgrading', '技术改造中长期融资', 'Long-term upgrading finance', '编制技术改造项目融资方案，对接中长期贷款。', 'Finance plans for technical upgrading and medium and long-term loans.', 15, 'financial-regulation', 5, '2022-02-16'),
    ('finance', 'finance-guarantee-bond', '担保与债券融资', 'Guarantees and bonds', '信用担保方案设计，债券融资项目储备和发行辅导。', 'Guarantee plans, and preparing bond projects for issue.', 16, 'financial-regulation', 6, '2022-02-16'),

    ('listing-advice', 'listing-reform', '股份制改造', 'Share reform', '改制方案、历史沿革梳理和股份公司设立。', 'Reform plan, corporate history and founding of the joint-stock company.', 17, 'securities-regulation', 1, '2022-02-16'),
    ('listing-advice', 'listing-governance', '公司治理与内控规范', 'Governance and internal control', '三会制度、内部控制和财务规范。', 'Shareholder, board and supervisor rules, internal control and sound accounts.', 17, 'securities-regulation', 2, '2022-02-16'),
    ('listing-advice', 'listing-regional', '“专精特新板”挂牌', 'Quotation on the specialised board', '重庆股份转让中心“专精特新板”挂牌辅导。', 'Coaching for quotation at the Chongqing Share Transfer Centre.', 17, 'financial-regulation', 3, '2022-02-16'),
    ('listing-advice', 'listing-coaching', '上市“一对一”辅导', 'One-to-one listing coaching', '由保荐、会计、法律专家组成辅导组，按阶段推进上市准备。', 'Sponsors, accountants and lawyers lead the preparation stage by stage.', 18, 'securities-regulation', 4, '2022-02-16');
