import { useAnnouncement } from "../lib/announce";

export function LiveRegion() {
  return (
    <p className="vh" role="status" aria-live="polite">
      {useAnnouncement()}
    </p>
  );
}
