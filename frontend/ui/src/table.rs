//! Tables.

use yew::AttrValue;

choices! {
    /// What becomes of columns that do not fit.
    Overflow { Popin = "Popin", Scroll = "Scroll", }
}

element! {
    /// A table; features such as [`MultiSelection`] go into slot `features`, a [`HeaderRow`] into slot `headerRow`.
    Table(TableProps) => "ui5-table" {
        attribute accessible_name: AttrValue => "accessible-name",
        attribute no_data_text: AttrValue => "no-data-text",
        attribute overflow_mode: Overflow => "overflow-mode",
        attribute loading: bool => "loading",
        event on_row: String => "row-click", item_key,
    }
}

element! {
    /// The row of headings.
    HeaderRow(HeaderRowProps) => "ui5-table-header-row" {
        attribute sticky: bool => "sticky",
    }
}

choices! {
    /// Where the content of a cell is.
    Align { Start = "Start", Center = "Center", End = "End", }
}

element! {
    /// A heading.
    HeaderCell(HeaderCellProps) => "ui5-table-header-cell" {
        attribute width: AttrValue => "width",
        attribute min_width: AttrValue => "min-width",
        attribute importance: u32 => "importance",
        attribute horizontal_align: Align => "horizontal-align",
    }
}

element! {
    /// A row; with `interactive`, a click or Enter is the table's `on_row` with its `data_key`.
    Row(RowProps) => "ui5-table-row" {
        attribute interactive: bool => "interactive",
        attribute row_key: AttrValue => "row-key",
    }
}

element! {
    /// A cell.
    Cell(CellProps) => "ui5-table-cell" {
        attribute horizontal_align: Align => "horizontal-align",
    }
}

element! {
    /// Lets several rows be selected, by `row_key`.
    MultiSelection(MultiSelectionProps) => "ui5-table-selection-multi" {
        property selected: AttrValue => "selected",
        event on_change: Vec<String> => "change", selected,
    }
}
