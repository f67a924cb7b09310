//! What a row can break, and what can be put right in it.

use crate::object::code::CodeError;

codes! {
    /// A rule of a report. The code is stable, the label is short: what to do stands in the detail.
    pub enum Rule as ImportRule {
        /// Blanks around a code.
        Blanks = "blanks", "多余空白";
        /// Full-width characters in a code.
        FullWidth = "full_width", "全角字符";
        /// Small letters in a code.
        LowerCase = "lower_case", "小写字母";
        /// A day written another way.
        DateFormat = "date_format", "日期写法";
        /// A division that is no more.
        RetiredDivision = "retired_division", "已撤销区划";
        /// As in the library.
        Unchanged = "unchanged", "与库中相同";
        /// As an earlier row.
        Repeated = "repeated", "文件内重复";
        /// Against an earlier row.
        Contradicts = "contradicts", "前后矛盾";
        /// More cells than headings.
        Columns = "columns", "列数不符";
        /// Characters that could not be read.
        Encoding = "encoding", "编码无法识别";
        /// A quote without its end.
        UnclosedQuote = "unclosed_quote", "引号未闭合";
        /// Empty.
        Missing = "missing", "未填写";
        /// Too many characters.
        TooLong = "too_long", "过长";
        /// No code of ours.
        Code = "code", "代码有误";
        /// No day.
        Date = "date", "日期有误";
        /// After today.
        FutureDate = "future_date", "日期晚于今天";
        /// No number, or out of its range.
        Number = "number", "数字有误";
        /// None of the words.
        Choice = "choice", "取值不在范围内";
        /// No code of a division.
        DivisionCode = "division_code", "区划代码有误";
        /// A division that is not known.
        UnknownDivision = "unknown_division", "未知区划";
        /// No code of an industry.
        Industry = "industry", "行业代码有误";
        /// Something that is not in the library.
        UnknownReference = "unknown_reference", "库中没有";
        /// [`CodeError::Missing`].
        CodeMissing = "code_missing", "未填写代码";
        /// [`CodeError::Length`].
        CodeLength = "code_length", "代码位数不对";
        /// [`CodeError::Alphabet`].
        CodeAlphabet = "code_alphabet", "代码含不允许的字符";
        /// [`CodeError::CreditCheck`].
        CreditCodeCheck = "credit_code_check", "信用代码校验位不符";
        /// [`CodeError::OrganisationCheck`].
        OrganisationCodeCheck = "organisation_code_check", "组织机构代码校验位不符";
        /// [`CodeError::RegistrationCheck`].
        RegistrationNumberCheck = "registration_number_check", "注册号校验位不符";
    }
}

impl From<CodeError> for Rule {
    fn from(error: CodeError) -> Self {
        match error {
            CodeError::Missing => Self::CodeMissing,
            CodeError::Length => Self::CodeLength,
            CodeError::Alphabet => Self::CodeAlphabet,
            CodeError::CreditCheck => Self::CreditCodeCheck,
            CodeError::OrganisationCheck => Self::OrganisationCodeCheck,
            CodeError::RegistrationCheck => Self::RegistrationNumberCheck,
        }
    }
}
