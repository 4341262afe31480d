import type { BarChartProps, ChartDataRow, LineChartProps } from "@hubspot/ui-extensions";

type ChartProps = BarChartProps | LineChartProps;
type Series = { name: string; color: string; values: number[] };
type Chart = { names: string[]; series: Series[]; top: number; low: number };

const WIDTH = 440;
const HEIGHT = 220;
const LEFT = 54;
const BOTTOM = 36;
const PLOT = { width: WIDTH - LEFT - 12, height: HEIGHT - BOTTOM - 12 };
const COLORS: Record<string, string> = {
  orange: "#ff8f59",
  aqua: "#51d3d9",
  purple: "#9784c2",
  yellow: "#f5c26b",
  pink: "#ef7aa1",
  blue: "#4fb0f9",
  green: "#4fb06d",
  darkOrange: "#e66e50",
  darkAqua: "#00a4bd",
  darkPurple: "#6a5acd",
  darkYellow: "#dbae60",
  darkPink: "#e04f79",
  darkBlue: "#2d6fdb",
  darkGreen: "#2b7d4b",
};
const ORDER = ["darkAqua", "orange", "purple", "yellow", "pink", "green", "blue"];

/** Bars, side by side or stacked where the axes say so. */
export function BarChart(props: BarChartProps) {
  const stacked = props.axes.options?.stacking === true;
  const chart = chartOf(props, stacked);
  const slot = PLOT.width / Math.max(1, chart.names.length);
  const bar = (slot * 0.7) / (stacked ? 1 : Math.max(1, chart.series.length));
  const below = chart.names.map(() => 0);
  return (
    <Frame {...props} chart={chart}>
      {chart.series.flatMap(({ name, color, values }, at) =>
        values.map((value, index) => {
          const from = stacked ? (below[index] ?? 0) : 0;
          below[index] = from + value;
          const x = LEFT + slot * (index + 0.15) + (stacked ? 0 : bar * at);
          const [y, base] = [height(chart, from + value), height(chart, from)];
          return (
            <rect key={`${name} ${index}`} x={x} y={Math.min(y, base)} width={bar} height={Math.abs(base - y)} fill={color}>
              <title>{`${name} ${chart.names[index]}: ${value}`}</title>
            </rect>
          );
        }),
      )}
    </Frame>
  );
}

/** One line for each group. */
export function LineChart(props: LineChartProps) {
  const chart = chartOf(props, false);
  const slot = PLOT.width / Math.max(1, chart.names.length);
  return (
    <Frame {...props} chart={chart}>
      {chart.series.map(({ name, color, values }) => (
        <g key={name} stroke={color} fill={color}>
          <polyline
            fill="none"
            strokeWidth="2"
            points={values.map((value, index) => `${LEFT + slot * (index + 0.5)},${height(chart, value)}`).join(" ")}
          />
          {values.map((value, index) => (
            <circle key={index} cx={LEFT + slot * (index + 0.5)} cy={height(chart, value)} r="3">
              <title>{`${name} ${chart.names[index]}: ${value}`}</title>
            </circle>
          ))}
        </g>
      ))}
    </Frame>
  );
}

const height = ({ top, low }: Chart, value: number) => 12 + PLOT.height * (1 - (value - low) / (top - low || 1));

function chartOf({ data, axes, options }: ChartProps, stacked: boolean): Chart {
  const rows: ChartDataRow[] = Array.isArray(data) ? data : data.data;
  const names = [...new Set(rows.map((row) => String(row[axes.x.field] ?? "")))];
  const groupBy = axes.options?.groupFieldByColor;
  const groupOf = (row: ChartDataRow) => (groupBy ? String(row[groupBy] ?? "") : (axes.y.label ?? axes.y.field));
  const colors = options?.colorList ?? options?.colors ?? ORDER;
  const series = [...new Set(rows.map(groupOf))].map((name, index) => ({
    name,
    color: COLORS[axes.options?.colors?.[name] ?? colors[index % colors.length] ?? ""] ?? "#00a4bd",
    values: names.map((x) =>
      rows
        .filter((row) => groupOf(row) === name && String(row[axes.x.field]) === x)
        .reduce((sum, row) => sum + Number(row[axes.y.field] ?? 0), 0),
    ),
  }));
  const tops = stacked
    ? names.map((_, index) => series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0))
    : series.flatMap(({ values }) => values);
  return { names, series, top: Math.max(0, ...tops) * 1.05 || 1, low: Math.min(0, ...tops) };
}

const short = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 });

type FrameProps = ChartProps & { chart: Chart; children: React.ReactNode };

function Frame({ chart, options = {}, axes, children, testId }: FrameProps) {
  const slot = PLOT.width / Math.max(1, chart.names.length);
  const lines = [0, 0.25, 0.5, 0.75, 1].map((part) => chart.low + (chart.top - chart.low) * part);
  const every = Math.ceil(chart.names.length / 8);
  const legend = options.showLegend ?? chart.series.length > 1;
  return (
    <figure className="hs-chart" data-testid={testId}>
      {options.title && <figcaption className="hs-heading">{options.title}</figcaption>}
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={options.title ?? `${axes.y.label ?? axes.y.field} by ${axes.x.label ?? axes.x.field}`}
      >
        {lines.map((value) => (
          <g key={value}>
            <line className="hs-chart-line" x1={LEFT} x2={WIDTH - 12} y1={height(chart, value)} y2={height(chart, value)} />
            <text x={LEFT - 8} y={height(chart, value) + 4} textAnchor="end">
              {short.format(value)}
            </text>
          </g>
        ))}
        {children}
        {chart.names.map((name, index) => (
          <text key={name} x={LEFT + slot * (index + 0.5)} y={HEIGHT - 12} textAnchor="middle">
            {index % every === 0 ? name : ""}
          </text>
        ))}
      </svg>
      {legend && (
        <ul className="hs-legend">
          {chart.series.map(({ name, color }) => (
            <li key={name}>
              <span style={{ background: color }} aria-hidden="true" /> {name}
            </li>
          ))}
        </ul>
      )}
    </figure>
  );
}
