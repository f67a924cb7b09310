// `sunlot-chart`: draws numbers with ECharts, which is loaded when the first chart comes into view.
import type { ECharts, EChartsCoreOption } from "echarts/core";

/** What `app/src/shared/chart.rs` hands over. */
export interface ChartData {
  kind: "column" | "bar" | "line" | "ring";
  categories: string[];
  series: { name: string; values: number[] }[];
}

const COLOURS = ["#b3261e", "#0070f2", "#188918", "#e9730c", "#5d36ff", "#0f828f", "#a93e00", "#556b82"];

export function option(data: ChartData, font: string): EChartsCoreOption {
  const common = {
    color: COLOURS,
    textStyle: { fontFamily: font },
    // Rich text, not HTML: names from data stay text, and the policy allows no inline style.
    tooltip: { trigger: data.kind === "ring" ? "item" : "axis", renderMode: "richText", confine: true },
    animationDuration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 600,
    ...(data.series.length > 1 || data.kind === "ring" ? { legend: { type: "scroll", bottom: 0 } } : {}),
  };
  if (data.kind === "ring") {
    const values = data.series[0]?.values ?? [];
    const parts = data.categories.map((name, place) => ({ name, value: values[place] ?? 0 }));
    return { ...common, series: [{ type: "pie", radius: ["45%", "70%"], center: ["50%", "45%"], data: parts, label: { formatter: "{b}  {c}" } }] };
  }
  const lying = data.kind === "bar";
  // Many names beneath a chart would leave each other out.
  const slanted = data.kind === "column" && data.categories.length > 6 ? { interval: 0, rotate: 45 } : {};
  const names = { type: "category", data: data.categories, axisLabel: { hideOverlap: true, width: 120, overflow: lying ? "break" : "truncate", ...slanted } };
  const numbers = { type: "value", minInterval: 1 };
  return {
    ...common,
    grid: { left: 8, right: 24, top: 16, bottom: data.series.length > 1 ? 40 : 8, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: lying ? numbers : names,
    yAxis: lying ? { ...names, inverse: true } : numbers,
    series: data.series.map(({ name, values }) => ({ name, data: values, type: data.kind === "line" ? "line" : "bar", barMaxWidth: 32 })),
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

  attributeChangedCallback(): void {
    this.setAttribute("aria-label", this.getAttribute("label") ?? "");
    this.#draw();
  }

  async #begin(): Promise<void> {
    this.#seen?.disconnect();
    const { init } = await import("./echarts.js");
    // It may have been taken away meanwhile.
    if (!this.isConnected || this.#chart !== undefined) return;
    this.#chart = init(this, null, { renderer: "canvas" });
    this.#sized = new ResizeObserver(() => this.#chart?.resize());
    this.#sized.observe(this);
    this.#draw();
  }

  #draw(): void {
    const text = this.getAttribute("data");
    if (this.#chart === undefined || text === null) return;
    this.#chart.setOption(option(JSON.parse(text) as ChartData, getComputedStyle(this).fontFamily), true);
  }
}

customElements.define("sunlot-chart", SunlotChart);
