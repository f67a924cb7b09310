//! A page of a list: table, total, turning of pages.

use std::rc::Rc;

use contract::page::Page;
use rust_i18n::t;
use ui::action::{Button, Design};
use ui::table::{Cell, HeaderCell, HeaderRow, Overflow, Row, Table};
use yew::prelude::*;

use super::filter::PAGE_SIZE;
use super::loaded::{Empty, loaded};
use super::resource::{Loading, Resource};
use crate::format;

/// A column of a list.
#[derive(Clone)]
pub struct Column<T> {
    /// Heading.
    pub heading: String,
    /// What stands in its cells.
    pub cell: Rc<dyn Fn(&T) -> Html>,
    /// Width, such as `12rem`; none to share what is left.
    pub width: Option<&'static str>,
    /// On a narrow screen, columns of less importance move below the row first.
    pub importance: u32,
}

impl<T> PartialEq for Column<T> {
    fn eq(&self, other: &Self) -> bool {
        // The cells show what the rows say: a column is known by its heading.
        self.heading == other.heading
    }
}

impl<T> Column<T> {
    /// A column that shares what width is left.
    pub fn new(heading: impl Into<String>, cell: impl Fn(&T) -> Html + 'static) -> Self {
        Self { heading: heading.into(), cell: Rc::new(cell), width: None, importance: 0 }
    }

    /// With this width.
    #[must_use]
    pub fn width(mut self, width: &'static str) -> Self {
        self.width = Some(width);
        self
    }

    /// Stays in its row longer than others.
    #[must_use]
    pub fn important(mut self) -> Self {
        self.importance = 10;
        self
    }
}

/// One page of rows that are all there already, as if the server had been asked for it.
pub fn page_of<'a, T: Clone + 'a>(rows: impl Iterator<Item = &'a T>, page: u32) -> Resource<Page<T>> {
    let rows: Vec<_> = rows.collect();
    let size = usize::try_from(PAGE_SIZE).unwrap_or(usize::MAX);
    let before = usize::try_from(page.saturating_sub(1)).unwrap_or(0).saturating_mul(size);
    let items = rows.iter().skip(before).take(size).map(|row| (*row).clone()).collect();
    let total = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let page = Page { items, page, page_size: PAGE_SIZE, total, total_is_minimum: false };
    Resource { state: Loading::Ready(Rc::new(page)), stale: false, reload: Callback::noop() }
}

/// Properties of [`Listing`].
#[derive(Properties, Clone)]
pub struct ListingProps<T: 'static> {
    /// What the list is of, for those who cannot see it.
    pub name: AttrValue,
    /// The page.
    pub resource: Resource<Page<T>>,
    /// Its columns.
    pub columns: Vec<Column<T>>,
    /// Turns to another page.
    pub on_page: Callback<u32>,
    /// Opens a row.
    #[prop_or_default]
    pub on_open: Option<Callback<Rc<T>>>,
    /// Shown when there is no row.
    pub empty: AttrValue,
    /// What to do then.
    #[prop_or_default]
    pub empty_hint: AttrValue,
}

impl<T: 'static> PartialEq for ListingProps<T> {
    fn eq(&self, _: &Self) -> bool {
        // Columns and rows are rarely the same twice; comparing them costs as much as showing them.
        false
    }
}

/// A page of a list, with all its states.
#[component]
pub fn Listing<T: Clone + PartialEq + 'static>(props: &ListingProps<T>) -> Html {
    loaded(&props.resource, |page| {
        if page.items.is_empty() && page.page == 1 {
            return html! { <Empty title={props.empty.clone()} hint={props.empty_hint.clone()} /> };
        }
        html! {
            <div class="listing" aria-busy={props.resource.stale.to_string()}>
                { table(props, page) }
                { foot(page, &props.on_page) }
            </div>
        }
    })
}

fn table<T: Clone + PartialEq + 'static>(props: &ListingProps<T>, page: &Rc<Page<T>>) -> Html {
    let on_row = {
        let (page, on_open) = (page.clone(), props.on_open.clone());
        Callback::from(move |key: String| {
            let row = key.parse().ok().and_then(|place: usize| page.items.get(place));
            if let Some((row, on_open)) = row.zip(on_open.as_ref()) {
                on_open.emit(Rc::new(row.clone()));
            }
        })
    };
    html! {
        <Table accessible_name={props.name.clone()} overflow_mode={Overflow::Popin} {on_row}>
            <HeaderRow slot="headerRow" sticky=true>
                { for props.columns.iter().map(|column| html! {
                    <HeaderCell width={column.width.unwrap_or_default()} importance={column.importance}
                        min_width={if column.width.is_some() { "" } else { "10rem" }}>
                        { &column.heading }
                    </HeaderCell>
                }) }
            </HeaderRow>
            { for page.items.iter().enumerate().map(|(place, row)| html! {
                <Row key={place} data_key={place.to_string()} interactive={props.on_open.is_some()}>
                    { for props.columns.iter().map(|column| html! { <Cell>{ (column.cell)(row) }</Cell> }) }
                </Row>
            }) }
        </Table>
    }
}

/// The foot of a list: how many rows there are, and turning of pages.
pub fn foot<T>(page: &Page<T>, on_page: &Callback<u32>) -> Html {
    let total = format::number(page.total);
    let total = if page.total_is_minimum {
        t!("list.total_more", total = total)
    } else {
        t!("list.total", total = total)
    };
    let seen = i64::from(page.page) * i64::from(page.page_size);
    let turn = |to: u32| on_page.reform(move |()| to);
    html! {
        <nav class="listing-foot" aria-label={t!("list.pages").into_owned()}>
            <span>{ total }</span>
            <span class="listing-turn">
                <Button design={Design::Transparent} icon="navigation-left-arrow" disabled={page.page <= 1}
                    accessible_name={t!("list.before").into_owned()} on_click={turn(page.page.saturating_sub(1))} />
                <span>{ t!("list.page", page = page.page) }</span>
                <Button design={Design::Transparent} icon="navigation-right-arrow"
                    disabled={seen >= page.total && !page.total_is_minimum}
                    accessible_name={t!("list.after").into_owned()} on_click={turn(page.page.saturating_add(1))} />
            </span>
        </nav>
    }
}
