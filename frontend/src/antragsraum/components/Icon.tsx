import styles from "./Icon.module.css";

const paths = {
  haken: "M5 12.5l4.5 4.5L19 7.5",
  uhr: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3.5 2",
  brief: "M3 6h18v12H3zM3.5 6.5L12 13l8.5-6.5",
  schloss: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  datei: "M6 3h8l4 4v14H6zM14 3v4h4",
  laden: "M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14",
  dazu: "M12 5v14M5 12h14",
  achtung: "M12 3.5L22 20H2zM12 10v4.5M12 17.2v.3",
  pfeil: "M5 12h14M13 6l6 6-6 6",
  zurueck: "M19 12H5M11 6l-6 6 6 6",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5a7.5 7.5 0 0 1 15 0",
  amt: "M4 20V9l8-5 8 5v11M3 20h18M9 20v-6h6v6",
  stift: "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
  kalender: "M4 6h16v14H4zM4 10.5h16M8 3.5V7M16 3.5V7",
  kreuz: "M6 6l12 12M18 6L6 18",
} as const;

export type IconName = keyof typeof paths;

/** A decorative sign; the words beside it carry the meaning. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className={styles.icon} viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
      <path
        d={paths[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.9"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
