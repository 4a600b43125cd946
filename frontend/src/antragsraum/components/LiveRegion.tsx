import { useAnnouncement } from "../lib/announce";

export function LiveRegion() {
  return (
    <p className="ar-unseen" role="status" aria-live="polite">
      {useAnnouncement()}
    </p>
  );
}
