import { type InputHTMLAttributes, type ReactNode, type TextareaHTMLAttributes, useId } from "react";
import styles from "./fields.module.css";

/** How the parts of a field look, for fields that are built elsewhere. */
export const fieldClass = { frame: styles.field, hint: styles.hint, error: styles.error, input: styles.input };

interface Frame {
  label: string;
  hint?: string;
  error?: string;
}

function frameProps(id: string, { hint, error }: Frame) {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return { id, "aria-describedby": described || undefined, "aria-invalid": error ? true : undefined };
}

function Field({ id, label, hint, error, children }: Frame & { id: string; children: ReactNode }) {
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {hint && (
        <span className={styles.hint} id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {children}
      {error && (
        <span className={styles.error} id={`${id}-error`}>
          {error}
        </span>
      )}
    </div>
  );
}

type InputProps = Omit<InputHTMLAttributes<HTMLInputElement>, "onChange"> &
  Frame & { onChange: (wert: string) => void };

/** One line: text, date or number, by `type`. */
export function TextField({ label, hint, error, onChange, ...rest }: InputProps) {
  const id = useId();
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <input
        {...rest}
        {...frameProps(id, { label, hint, error })}
        className={styles.input}
        onChange={(e) => onChange(e.target.value)}
      />
    </Field>
  );
}

type AreaProps = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "onChange"> &
  Frame & { onChange: (wert: string, caret: number) => void };

/** Several lines. */
export function TextArea({ label, hint, error, onChange, ...rest }: AreaProps) {
  const id = useId();
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <textarea
        rows={4}
        {...rest}
        {...frameProps(id, { label, hint, error })}
        className={styles.input}
        onChange={(e) => onChange(e.target.value, e.target.selectionStart)}
      />
    </Field>
  );
}

interface SelectProps extends Frame {
  value: string;
  options: { value: string; label: string }[];
  onChange: (wert: string) => void;
}

export function SelectField({ label, hint, error, value, options, onChange }: SelectProps) {
  const id = useId();
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <select
        {...frameProps(id, { label, hint, error })}
        className={styles.input}
        value={value}
        onChange={(e) => onChange(e.target.value)}
      >
        {options.map((o) => (
          <option key={o.value} value={o.value}>
            {o.label}
          </option>
        ))}
      </select>
    </Field>
  );
}

interface CheckProps {
  label: ReactNode;
  checked: boolean;
  onChange: (an: boolean) => void;
}

export function CheckField({ label, checked, onChange }: CheckProps) {
  return (
    <label className={styles.check}>
      <input type="checkbox" checked={checked} onChange={(e) => onChange(e.target.checked)} />
      <span>{label}</span>
    </label>
  );
}

interface RadioProps {
  legend: string;
  error?: string;
  value: string;
  options: { value: string; label: string; hint?: string; disabled?: boolean }[];
  onChange: (wert: string) => void;
}

export function RadioGroup({ legend, error, value, options, onChange }: RadioProps) {
  const name = useId();
  return (
    <fieldset className={styles.field} aria-describedby={error ? `${name}-error` : undefined}>
      <legend>{legend}</legend>
      {options.map((o) => (
        <label key={o.value} className={styles.check}>
          <input
            type="radio"
            name={name}
            checked={value === o.value}
            disabled={o.disabled}
            onChange={() => onChange(o.value)}
          />
          <span>
            {o.label}
            {o.hint && <span className={styles.hint}> {o.hint}</span>}
          </span>
        </label>
      ))}
      {error && (
        <span className={styles.error} id={`${name}-error`}>
          {error}
        </span>
      )}
    </fieldset>
  );
}
