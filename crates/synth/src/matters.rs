//! 抽查事项: an illustrative list. The laws exist; ratios and check items are made up for demonstration.

use std::io::{self, Write};

use crate::World;

struct Matter {
    code: &'static str,
    name: &'static str,
    category: &'static str,
    department: &'static str,
    basis: &'static str,
    qualification: &'static str,
    ppm: &'static str,
    frequency: &'static str,
    items: &'static [&'static str],
}

/// Concerns every object.
pub(crate) const REGISTRATION: &str = "S02";
/// Concerns every object but the self-employed, who publish their own way.
pub(crate) const PUBLISHED: &str = "S01";

/// Code, name, category, department.
type Head = [&'static str; 4];
/// Legal basis, qualification, ratio in ppm, visits a year at most.
type Rule = [&'static str; 4];

const fn matter(head: Head, rule: Rule, items: &'static [&'static str]) -> Matter {
    let [code, name, category, department] = head;
    let [basis, qualification, ppm, frequency] = rule;
    Matter { code, name, category, department, basis, qualification, ppm, frequency, items }
}

const MATTERS: [Matter; 18] = [
    matter(
        [PUBLISHED, "企业公示信息抽查", "一般", "SC02"],
        ["《企业信息公示暂行条例》第十四条", "行政执法", "30000", "1"],
        &["年度报告所填内容与实际是否相符", "应即时公示的信息是否已公示", "按登记的住所能否取得联系"],
    ),
    matter(
        [REGISTRATION, "登记事项检查", "一般", "SC02"],
        ["《中华人民共和国市场主体登记管理条例》第三十八条", "行政执法", "30000", "1"],
        &["营业执照是否置于醒目位置", "名称、住所与登记是否一致", "经营项目是否取得相应许可"],
    ),
    matter(
        ["S03", "广告行为检查", "一般", "SC11"],
        ["《中华人民共和国广告法》第四十九条", "行政执法", "20000", "1"],
        &["广告所述是否有依据", "须经审查的广告是否已审查", "是否使用绝对化用语"],
    ),
    matter(
        ["S04", "食品生产监督检查", "重点", "SC07"],
        ["《中华人民共和国食品安全法》第一百一十条", "食品安全", "200000", "2"],
        &[
            "生产许可是否在有效期内",
            "原料进货查验记录是否齐全",
            "生产过程控制记录是否连续",
            "出厂检验是否逐批进行",
        ],
    ),
    matter(
        ["S05", "食品销售监督检查", "一般", "SC07"],
        ["《中华人民共和国食品安全法》第一百一十条", "食品安全", "50000", "1"],
        &["经营许可或备案是否有效", "是否销售超过保质期的食品", "贮存温度是否符合标签要求"],
    ),
    matter(
        ["S06", "餐饮服务监督检查", "一般", "SC08"],
        ["《中华人民共和国食品安全法》第一百一十条", "食品安全", "50000", "1"],
        &["从业人员健康证明是否有效", "餐饮具清洗消毒是否有记录", "食品留样是否符合要求", "后厨环境是否整洁"],
    ),
    matter(
        ["S07", "特种设备使用单位监督检查", "重点", "SC06"],
        ["《中华人民共和国特种设备安全法》第五十七条", "特种设备", "100000", "1"],
        &["在用设备是否办理使用登记", "定期检验是否在有效期内", "作业人员是否持证上岗", "应急预案是否演练"],
    ),
    matter(
        ["S08", "工业产品生产许可证获证企业检查", "重点", "SC03"],
        ["《中华人民共和国工业产品生产许可证管理条例》第三十六条", "产品质量", "150000", "1"],
        &["许可证所载与实际生产是否一致", "关键设备是否完好", "出厂检验能力是否保持"],
    ),
    matter(
        ["S09", "产品质量监督抽查", "一般", "SC03"],
        ["《中华人民共和国产品质量法》第十五条", "产品质量", "50000", "2"],
        &["样品是否随机抽取并封存", "执行标准是否标明", "检验结论是否合格"],
    ),
    matter(
        ["S10", "定量包装商品净含量检查", "一般", "SC04"],
        ["《定量包装商品计量监督管理办法》第十六条", "计量", "30000", "1"],
        &["净含量标注是否清晰规范", "实际含量是否在允许短缺量之内"],
    ),
    matter(
        ["S11", "强制检定计量器具使用检查", "一般", "SC04"],
        ["《中华人民共和国计量法》第九条", "计量", "30000", "1"],
        &["强检器具是否登记", "检定证书是否在有效期内", "是否破坏器具准确度"],
    ),
    matter(
        ["S12", "检验检测机构资质检查", "重点", "SC05"],
        ["《检验检测机构监督管理办法》第十七条", "认证认可", "200000", "1"],
        &["是否超出资质范围出具报告", "原始记录能否追溯", "授权签字人是否在岗"],
    ),
    matter(
        ["S13", "强制性产品认证检查", "一般", "SC05"],
        ["《中华人民共和国认证认可条例》第二十七条", "认证认可", "30000", "1"],
        &["目录内产品是否取得认证", "认证标志使用是否规范"],
    ),
    matter(
        ["S14", "药品零售使用检查", "重点", "SC09"],
        ["《中华人民共和国药品管理法》第九十九条", "药品监管", "100000", "1"],
        &["购进渠道是否合法", "处方药是否凭处方销售", "阴凉储存条件是否达标", "执业药师是否在岗"],
    ),
    matter(
        ["S15", "明码标价与收费检查", "一般", "SC10"],
        ["《中华人民共和国价格法》第三十三条", "价格监管", "20000", "1"],
        &["是否明码标价", "是否收取未标明的费用"],
    ),
    matter(
        ["Y01", "危险化学品经营安全检查", "重点", "YJ01"],
        ["《危险化学品安全管理条例》第七条", "危险化学品", "200000", "2"],
        &["经营许可是否有效", "储存间距与通风是否符合要求", "安全管理人员是否培训合格", "应急器材是否可用"],
    ),
    matter(
        ["H01", "排污许可执行情况检查", "重点", "HJ01"],
        ["《排污许可管理条例》第二十五条", "环境监测", "100000", "1"],
        &["排污口与许可是否一致", "自行监测是否按方案开展", "台账是否真实完整"],
    ),
    matter(
        ["H02", "危险废物规范化管理检查", "一般", "HJ01"],
        ["《中华人民共和国固体废物污染环境防治法》第二十六条", "环境监测", "50000", "1"],
        &["标识标签是否规范", "转移联单是否齐全", "贮存是否超期"],
    ),
];

/// Writes the register of matters.
///
/// # Errors
/// When `out` does not take the rows.
pub fn write(_: &World, out: &mut dyn Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record([
        "事项编号",
        "事项名称",
        "类别",
        "牵头部门代码",
        "检查依据",
        "所需资质",
        "抽查比例(ppm)",
        "年度频次上限",
        "检查项",
    ])?;
    for m in &MATTERS {
        let items = m.items.join(";");
        csv.write_record([
            m.code,
            m.name,
            m.category,
            m.department,
            m.basis,
            m.qualification,
            m.ppm,
            m.frequency,
            items.as_str(),
        ])?;
    }
    csv.flush()
}
