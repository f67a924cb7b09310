//! What names and addresses are made of.

/// A legal form.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Form {
    /// Of a hundred objects.
    pub(super) share: u32,
    /// The end of the name.
    pub(super) suffix: &'static str,
    /// The type as registered; registers often leave it open.
    pub(super) name: &'static str,
    /// Second character of the credit code: 1 enterprise, 2 self-employed (GB 32100-2015, table 1).
    pub(super) category: char,
}

const fn form(share: u32, suffix: &'static str, name: &'static str, category: char) -> Form {
    Form { share, suffix, name, category }
}

pub(super) const FORMS: [Form; 9] = [
    form(42, "有限公司", "有限责任公司(自然人投资或控股)", '1'),
    form(14, "有限公司", "有限责任公司(自然人独资)", '1'),
    form(5, "有限公司", "有限责任公司(法人独资)", '1'),
    form(6, "有限公司", "", '1'),
    form(2, "股份有限公司", "股份有限公司(非上市)", '1'),
    form(3, "有限公司淮安分公司", "有限责任公司分公司", '1'),
    form(5, "厂", "个人独资企业", '1'),
    form(3, "合伙企业(有限合伙)", "有限合伙企业", '1'),
    form(20, "", "个体工商户", '2'),
];

pub(super) const BRAND: [&str; 64] = [
    "沐", "昕", "禾", "澜", "骁", "泓", "钰", "翎", "曜", "苓", "屿", "岚", "漪", "珩", "璟", "霖", "皓",
    "铄", "筠", "栩", "蔚", "溪", "榆", "柏", "桐", "枫", "荻", "芷", "菱", "荷", "淮", "洪", "漕", "运",
    "楚", "韩", "枚", "里", "清", "浦", "宁", "安", "嘉", "瑞", "祺", "祥", "恒", "达", "远", "弘", "毅",
    "诚", "信", "谦", "和", "顺", "丰", "茂", "盛", "昌", "隆", "兴", "旺", "泰",
];

pub(super) const TOWNS: [&str; 12] = [
    "城东街道",
    "城西街道",
    "城南街道",
    "河畔街道",
    "新港街道",
    "高岗镇",
    "石桥镇",
    "柳湾镇",
    "平渡镇",
    "前荡镇",
    "工业集中区",
    "农贸市场",
];

pub(super) const ROADS: [&str; 20] = [
    "人民路",
    "解放路",
    "健康路",
    "建设路",
    "工业路",
    "通达路",
    "迎宾路",
    "创新路",
    "富民路",
    "振兴路",
    "淮海路",
    "翔宇路",
    "承德路",
    "漕运路",
    "里运河路",
    "沿河路",
    "枚乘路",
    "桃园路",
    "学府路",
    "科技路",
];
