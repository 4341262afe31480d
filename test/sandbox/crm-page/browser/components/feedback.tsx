import type {
  AlertProps,
  EmptyStateProps,
  ErrorStateProps,
  LoadingSpinnerProps,
  ProgressBarProps,
  ScoreProps,
} from "@hubspot/ui-extensions";
import type { StepIndicatorProps } from "@hubspot/ui-extensions";
import { classes, sizeOf } from "./sizes.ts";
import { Illustration } from "./texts.tsx";

/** A message with a title in the colour of its weight. */
export const Alert = ({ title, children, variant = "info", testId }: AlertProps) => (
  <div
    className={`hs-alert hs-tone-${variant}`}
    role={variant === "danger" || variant === "error" ? "alert" : "status"}
    data-testid={testId}
  >
    <div className="hs-alert-title">{title}</div>
    {children && <div>{children}</div>}
  </div>
);

/** Nothing here yet, and what to do about it. */
export const EmptyState = ({
  title,
  children,
  layout = "horizontal",
  reverseOrder = false,
  flush = false,
  imageName,
  testId,
}: EmptyStateProps) => (
  <div
    className={classes("hs-state", `hs-state-${layout}`, reverseOrder && "hs-state-reverse", flush && "hs-state-flush")}
    data-testid={testId}
  >
    <div>
      {title && <h3 className="hs-heading">{title}</h3>}
      {children}
    </div>
    {imageName && <Illustration name="object" alt="" />}
  </div>
);

/** Something went wrong, and what to do about it. */
export const ErrorState = ({ title = "Something went wrong.", children, testId }: ErrorStateProps) => (
  <div className="hs-state hs-state-error" role="alert" data-testid={testId}>
    <div>
      <h3 className="hs-heading">{title}</h3>
      {children}
    </div>
  </div>
);

/** Something is on its way. */
export const LoadingSpinner = ({ label, showLabel = false, size, layout = "inline", testId }: LoadingSpinnerProps) => (
  <span className={classes("hs-loading", layout === "centered" && "hs-loading-centered")} role="status" data-testid={testId}>
    <span className={`spinner spinner-${sizeOf(size, "sm")}`} aria-hidden="true" />
    <span className={showLabel ? undefined : "visually-hidden"}>{label}</span>
  </span>
);

/** How far something is. */
export function ProgressBar(props: ProgressBarProps) {
  const {
    title,
    value = 0,
    valueMax,
    maxValue = valueMax ?? 100,
    variant = "default",
    showPercentage = false,
    valueDescription,
    testId,
  } = props;
  const percent = maxValue > 0 ? Math.min(100, Math.max(0, (value / maxValue) * 100)) : 0;
  return (
    <div className={`hs-progress hs-progress-${variant}`} data-testid={testId}>
      {(title ?? showPercentage) && (
        <div className="hs-progress-head">
          <span>{title}</span>
          {showPercentage && <span>{Math.round(percent)}%</span>}
        </div>
      )}
      <div
        className="hs-progress-track"
        role="progressbar"
        aria-label={props["aria-label"] ?? title ?? valueDescription ?? "Progress"}
        aria-valuenow={value}
        aria-valuemin={0}
        aria-valuemax={maxValue}
      >
        <div className="hs-progress-fill" style={{ width: `${percent}%` }} />
      </div>
      {valueDescription && <div className="field-note">{valueDescription}</div>}
    </div>
  );
}

/** The steps of something and where it stands; `currentStep` counts from 0. */
export function StepIndicator({
  stepNames,
  currentStep = 0,
  direction = "horizontal",
  variant = "default",
  onClick,
  testId,
}: StepIndicatorProps) {
  return (
    <ol className={`hs-steps hs-steps-${direction} hs-steps-${variant}`} data-testid={testId}>
      {stepNames.map((name, index) => (
        <li
          key={name}
          className={classes(index < currentStep && "hs-step-done", index === currentStep && "hs-step-current")}
          aria-current={index === currentStep ? "step" : undefined}
        >
          <span className="hs-step-circle" aria-hidden="true">
            {index < currentStep ? "✓" : index + 1}
          </span>
          {onClick ? (
            <button type="button" className="hs-plain" onClick={() => onClick(index)}>
              {name}
            </button>
          ) : (
            <span className="hs-step-name">{name}</span>
          )}
        </li>
      ))}
    </ol>
  );
}

/** A score of 0 to 100 in a ring. */
export function ScoreCircle({ score, testId }: ScoreProps) {
  const around = 2 * Math.PI * 20;
  return (
    <svg className="hs-score" width="56" height="56" viewBox="0 0 48 48" role="img" aria-label={`Score ${score}`} data-testid={testId}>
      <circle cx="24" cy="24" r="20" className="hs-score-track" />
      <circle cx="24" cy="24" r="20" className="hs-score-fill" strokeDasharray={`${(around * score) / 100} ${around}`} />
      <text x="24" y="29" textAnchor="middle">
        {score}
      </text>
    </svg>
  );
}
