//! Buttons and links.

use yew::AttrValue;

choices! {
    /// How much a button asks for attention.
    Design { Default = "Default", Emphasized = "Emphasized", Transparent = "Transparent", Positive = "Positive", Negative = "Negative", }
}

element! {
    /// A button. One without text needs `accessible_name`.
    Button(ButtonProps) => "ui5-button" {
        attribute design: Design => "design",
        attribute icon: AttrValue => "icon",
        attribute end_icon: AttrValue => "end-icon",
        attribute disabled: bool => "disabled",
        attribute loading: bool => "loading",
        attribute tooltip: AttrValue => "tooltip",
        attribute accessible_name: AttrValue => "accessible-name",
        event on_click: () => "click", nothing,
    }
}

element! {
    /// One of a few choices, shown side by side; its items carry `data_key`.
    SegmentedButton(SegmentedButtonProps) => "ui5-segmented-button" {
        attribute accessible_name: AttrValue => "accessible-name",
        event on_change: String => "selection-change", first_key,
    }
}

element! {
    /// A choice of a [`SegmentedButton`].
    SegmentedButtonItem(SegmentedButtonItemProps) => "ui5-segmented-button-item" {
        attribute icon: AttrValue => "icon",
        attribute disabled: bool => "disabled",
        property selected: bool => "selected",
    }
}

element! {
    /// A menu that `opener`, the id of an element, opens; its items carry `data_key`.
    Menu(MenuProps) => "ui5-menu" {
        attribute header_text: AttrValue => "header-text",
        attribute opener: AttrValue => "opener",
        property open: bool => "open",
        event on_choose: String => "item-click", item_key,
        event on_close: () => "close", nothing,
    }
}

element! {
    /// An item of a [`Menu`].
    MenuItem(MenuItemProps) => "ui5-menu-item" {
        attribute text: AttrValue => "text",
        attribute icon: AttrValue => "icon",
        attribute disabled: bool => "disabled",
    }
}
