import { initials } from "../lib/text.ts";

/** The round mark of a person; the name stays readable for everyone. */
export function Avatar({ name }: { name: string }) {
  return (
    <span className="avatar" title={name}>
      <span aria-hidden="true">{initials(name)}</span>
      <span className="vh">{name}</span>
    </span>
  );
}
