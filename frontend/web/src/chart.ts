// `sunlot-chart`: draws numbers with ECharts, which is loaded when the first chart comes into view.
import type { ECharts, EChartsCoreOption } from "echarts/core";

/** What `app/src/shared/chart.rs` hands over. */
export interface ChartData {
  kind: "column" | "bar" | "line" | "ring";
  /** What the values are: things, parts per million, or thousandths of things. */
  unit: "number" | "per_cent" | "thousandths";
  categories: string[];
  series: { name: string; values: number[] }[];
}

/** By what values are divided to be shown, and what stands behind them. */
const SHOWN = {
  number: { by: 1, sign: "" },
  per_cent: { by: 10_000, sign: "%" },
  thousandths: { by: 1000, sign: "" },
} as const;

const COLOURS = ["#b3261e", "#0070f2", "#188918", "#e9730c", "#5d36ff", "#0f828f", "#a93e00", "#556b82"];

/** Columns whose names still stand beneath them side by side. */
const MOST_COLUMNS = 6;
/** Height of a lying bar with its name, which may take three lines, in pixels; of each further bar beside it; of the scale and legend. */
const ROW = 48;
const FURTHER = 14;
const AROUND = 72;

/** Many names are read only beside bars that lie. */
const lies = (data: ChartData): boolean => data.kind === "bar" || (data.kind === "column" && data.categories.length > MOST_COLUMNS);

/** The height in pixels in which every name can be read; none where the usual one will do. */
export function height(data: ChartData): number | undefined {
  if (!lies(data)) return undefined;
  const rows = data.categories.length * (ROW + FURTHER * Math.max(0, data.series.length - 1));
  return Math.max(288, rows + AROUND);
}

export function option(data: ChartData, font: string, width: number): EChartsCoreOption {
  const { by, sign } = SHOWN[data.unit];
  const shown = (value: unknown): string => `${String(value)}${sign}`;
  const common = {
    color: COLOURS,
    textStyle: { fontFamily: font },
    // Rich text, not HTML: names from data stay text, and the policy allows no inline style.
    tooltip: { trigger: data.kind === "ring" ? "item" : "axis", renderMode: "richText", confine: true, valueFormatter: shown },
    animationDuration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 600,
    ...(data.series.length > 1 || data.kind === "ring" ? { legend: { type: "scroll", bottom: 0 } } : {}),
  };
  if (data.kind === "ring") {
    const values = data.series[0]?.values ?? [];
    const parts = data.categories.map((name, place) => ({ name, value: (values[place] ?? 0) / by }));
    return { ...common, series: [{ type: "pie", radius: ["45%", "70%"], center: ["50%", "45%"], data: parts, label: { formatter: "{b}  {c}" } }] };
  }
  const lying = lies(data);
  const room = lying ? Math.min(176, width * 0.4) : (width - 64) / Math.max(1, data.categories.length) - 8;
  // A line's points are many; of bars every one has its name.
  const all = data.kind === "line" ? { hideOverlap: true } : { interval: 0 };
  const names = { type: "category", data: data.categories, axisLabel: { width: room, overflow: "break", lineHeight: 14, ...all } };
  const numbers = { type: "value", axisLabel: { formatter: shown }, ...(by === 1 ? { minInterval: 1 } : {}) };
  return {
    ...common,
    grid: { left: 8, right: 24, top: 16, bottom: data.series.length > 1 ? 40 : 8, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: lying ? numbers : names,
    yAxis: lying ? { ...names, inverse: true } : numbers,
    series: data.series.map(({ name, values }) => ({ name, data: values.map((value) => value / by), type: data.kind === "line" ? "line" : "bar", barMaxWidth: 32 })),
  };
}

class SunlotChart extends HTMLElement {
  static readonly observedAttributes = ["data", "label"];
  #chart: ECharts | undefined;
  #seen: IntersectionObserver | undefined;
  #sized: ResizeObserver | undefined;

  connectedCallback(): void {
    this.setAttribute("role", "img");
    this.setAttribute("aria-label", this.getAttribute("label") ?? "");
    this.#seen = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) void this.#begin();
    });
    this.#seen.observe(this);
  }

  disconnectedCallback(): void {
    this.#seen?.disconnect();
    this.#sized?.disconnect();
    this.#chart?.dispose();
    this.#chart = undefined;
  }

  attributeChangedCallback(name: string): void {
    // Its label is told to those who do not see it; an attribute set here is not listened to.
    this.setAttribute("aria-label", this.getAttribute("label") ?? "");
    if (name === "data") this.#size();
    this.#draw();
  }

  /** Takes the height it will need before it is drawn: nothing below moves then. */
  #size(): void {
    const text = this.getAttribute("data");
    const pixels = text === null ? undefined : height(JSON.parse(text) as ChartData);
    this.style.height = pixels === undefined ? "" : `${pixels}px`;
  }

  async #begin(): Promise<void> {
    this.#seen?.disconnect();
    const { init } = await import("./echarts.js");
    // It may have been taken away meanwhile.
    if (!this.isConnected || this.#chart !== undefined) return;
    this.#chart = init(this, null, { renderer: "canvas" });
    this.#sized = new ResizeObserver(() => {
      this.#chart?.resize();
      this.#draw();
    });
    this.#sized.observe(this);
    this.#draw();
  }

  #draw(): void {
    const text = this.getAttribute("data");
    if (this.#chart === undefined || text === null) return;
    this.#chart.setOption(option(JSON.parse(text) as ChartData, getComputedStyle(this).fontFamily, this.clientWidth), true);
  }
}

customElements.define("sunlot-chart", SunlotChart);
