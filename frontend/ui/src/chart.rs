//! The drawing of a chart: `sunlot-chart` of `web/src/chart.ts`.

use yew::AttrValue;

element! {
    /// A chart; what it shows is JSON, see `ChartData` in `web/src/chart.ts`.
    ChartDrawing(ChartDrawingProps) => "sunlot-chart" {
        attribute data: AttrValue => "data",
        attribute label: AttrValue => "label",
    }
}
