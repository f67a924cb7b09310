//! Titles, labels, links.

use yew::AttrValue;

choices! {
    /// Level of a heading.
    Level { H2 = "H2", H1 = "H1", H3 = "H3", H4 = "H4", H5 = "H5", }
}

element! {
    /// A heading.
    Title(TitleProps) => "ui5-title" {
        attribute level: Level => "level",
        attribute size: Option<Level> => "size",
        attribute wrapping_type: Wrapping => "wrapping-type",
    }
}

choices! {
    /// Whether a long text goes on in the next line.
    Wrapping { Normal = "Normal", None = "None", }
}

element! {
    /// The label of a control.
    Label(LabelProps) => "ui5-label" {
        attribute control: AttrValue => "for",
        attribute required: bool => "required",
        attribute show_colon: bool => "show-colon",
        attribute wrapping_type: Wrapping => "wrapping-type",
    }
}
