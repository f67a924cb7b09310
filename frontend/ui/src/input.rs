//! Controls without label; [`crate::field`] puts one beside them.

use yew::AttrValue;

use crate::status::ValueState;

choices! {
    /// What a text control takes.
    InputType { Text = "Text", Password = "Password", Number = "Number", Search = "Search", Tel = "Tel", URL = "URL", }
}

element! {
    /// One line of text.
    Input(InputProps) => "ui5-input" {
        attribute kind: InputType => "type",
        attribute placeholder: AttrValue => "placeholder",
        attribute accessible_name: AttrValue => "accessible-name",
        attribute accessible_description: AttrValue => "accessible-description",
        attribute value_state: ValueState => "value-state",
        attribute required: bool => "required",
        attribute disabled: bool => "disabled",
        attribute readonly: bool => "readonly",
        attribute show_clear_icon: bool => "show-clear-icon",
        attribute maxlength: Option<u32> => "maxlength",
        attribute name: AttrValue => "name",
        property value: AttrValue => "value",
        event on_input: String => "input", value,
        event on_change: String => "change", value,
    }
}

element! {
    /// Lines of text.
    TextArea(TextAreaProps) => "ui5-textarea" {
        attribute placeholder: AttrValue => "placeholder",
        attribute accessible_name: AttrValue => "accessible-name",
        attribute accessible_description: AttrValue => "accessible-description",
        attribute value_state: ValueState => "value-state",
        attribute required: bool => "required",
        attribute disabled: bool => "disabled",
        attribute readonly: bool => "readonly",
        attribute rows: Option<u32> => "rows",
        attribute maxlength: Option<u32> => "maxlength",
        attribute show_exceeded_text: bool => "show-exceeded-text",
        attribute growing: bool => "growing",
        property value: AttrValue => "value",
        event on_input: String => "input", value,
        event on_change: String => "change", value,
    }
}

element! {
    /// One of several [`Choice`]s.
    Select(SelectProps) => "ui5-select" {
        attribute accessible_name: AttrValue => "accessible-name",
        attribute accessible_description: AttrValue => "accessible-description",
        attribute value_state: ValueState => "value-state",
        attribute required: bool => "required",
        attribute disabled: bool => "disabled",
        property value: AttrValue => "value",
        event on_change: String => "change", value,
    }
}

element! {
    /// A choice of a [`Select`].
    Choice(ChoiceProps) => "ui5-option" {
        attribute additional_text: AttrValue => "additional-text",
        property value: AttrValue => "value",
        property selected: bool => "selected",
    }
}

element! {
    /// Several of many [`MultiChoice`]s, with search.
    MultiComboBox(MultiComboBoxProps) => "ui5-multi-combobox" {
        attribute placeholder: AttrValue => "placeholder",
        attribute accessible_name: AttrValue => "accessible-name",
        attribute value_state: ValueState => "value-state",
        attribute filter: Filter => "filter",
        attribute required: bool => "required",
        attribute disabled: bool => "disabled",
        attribute show_clear_icon: bool => "show-clear-icon",
        property selected: Vec<AttrValue> => "selectedValues",
        event on_change: Vec<String> => "selection-change", values,
    }
}

choices! {
    /// How choices are found.
    Filter { Contains = "Contains", StartsWith = "StartsWith", }
}

element! {
    /// A choice of a [`MultiComboBox`].
    MultiChoice(MultiChoiceProps) => "ui5-mcb-item" {
        attribute text: AttrValue => "text",
        attribute additional_text: AttrValue => "additional-text",
        attribute value: AttrValue => "value",
    }
}

element! {
    /// Yes or no.
    CheckBox(CheckBoxProps) => "ui5-checkbox" {
        attribute text: AttrValue => "text",
        attribute accessible_name: AttrValue => "accessible-name",
        attribute value_state: ValueState => "value-state",
        attribute disabled: bool => "disabled",
        property checked: bool => "checked",
        event on_change: bool => "change", checked,
    }
}

element! {
    /// One of a group of the same `name`.
    RadioButton(RadioButtonProps) => "ui5-radio-button" {
        attribute text: AttrValue => "text",
        attribute name: AttrValue => "name",
        attribute value: AttrValue => "value",
        attribute accessible_name: AttrValue => "accessible-name",
        attribute value_state: ValueState => "value-state",
        attribute disabled: bool => "disabled",
        property checked: bool => "checked",
        event on_change: bool => "change", checked,
    }
}

element! {
    /// A day, `YYYY-MM-DD`.
    DatePicker(DatePickerProps) => "ui5-date-picker" {
        attribute format_pattern: AttrValue => "format-pattern",
        attribute min_date: AttrValue => "min-date",
        attribute max_date: AttrValue => "max-date",
        attribute placeholder: AttrValue => "placeholder",
        attribute accessible_name: AttrValue => "accessible-name",
        attribute accessible_description: AttrValue => "accessible-description",
        attribute value_state: ValueState => "value-state",
        attribute required: bool => "required",
        attribute disabled: bool => "disabled",
        property value: AttrValue => "value",
        event on_change: String => "change", value,
    }
}

element! {
    /// Chooses files; a button goes inside.
    FileUploader(FileUploaderProps) => "ui5-file-uploader" {
        attribute accept: AttrValue => "accept",
        attribute hide_input: bool => "hide-input",
        attribute multiple: bool => "multiple",
        attribute placeholder: AttrValue => "placeholder",
        attribute accessible_name: AttrValue => "accessible-name",
        event on_change: Vec<web_sys::File> => "change", files,
    }
}
