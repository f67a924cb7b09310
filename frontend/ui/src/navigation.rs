//! The frame of a page: shell bar, side navigation.

use yew::AttrValue;

element! {
    /// Shell bar, side navigation and content.
    NavigationLayout(NavigationLayoutProps) => "ui5-navigation-layout" {
        attribute mode: NavigationMode => "mode",
    }
}

choices! {
    /// Whether the side navigation is shown.
    NavigationMode { Auto = "Auto", Collapsed = "Collapsed", Expanded = "Expanded", }
}

element! {
    /// The bar on top.
    ShellBar(ShellBarProps) => "ui5-shellbar" {
        attribute notifications_count: AttrValue => "notifications-count",
        attribute show_notifications: bool => "show-notifications",
        event on_notifications: () => "notifications-click", nothing,
        event on_profile: () => "profile-click", nothing,
    }
}

element! {
    /// The name of the product in a [`ShellBar`], slot `branding`.
    ShellBarBranding(ShellBarBrandingProps) => "ui5-shellbar-branding" {
        attribute href: AttrValue => "href",
        attribute accessible_name: AttrValue => "accessible-name",
    }
}

element! {
    /// The pages; the items carry `data_key`.
    SideNavigation(SideNavigationProps) => "ui5-side-navigation" {
        attribute accessible_name: AttrValue => "accessible-name",
        attribute collapsed: bool => "collapsed",
        event on_select: String => "selection-change", item_key,
    }
}

element! {
    /// A page in the [`SideNavigation`].
    SideNavigationItem(SideNavigationItemProps) => "ui5-side-navigation-item" {
        attribute text: AttrValue => "text",
        attribute icon: AttrValue => "icon",
        attribute href: AttrValue => "href",
        property selected: bool => "selected",
    }
}

element! {
    /// A round picture or letters of a person.
    Avatar(AvatarProps) => "ui5-avatar" {
        attribute initials: AttrValue => "initials",
        attribute icon: AttrValue => "icon",
        attribute accessible_name: AttrValue => "accessible-name",
        attribute interactive: bool => "interactive",
        event on_click: () => "click", nothing,
    }
}
