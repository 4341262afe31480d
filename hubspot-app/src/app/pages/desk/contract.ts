type Role = "viewer" | "pusher" | "finance" | "admin";

/** What `GET /ui/me` answers. */
export type Me = {
  userId: number;
  email: string | null;
  role: Role;
  portal: { timeZone: string; currency: string };
  /** `writesOff` says why nothing is sent to it, if that is so. */
  connections: {
    id: string;
    name: string;
    state: "pending" | "active" | "needsReconnect" | "disconnected";
    writesOff: "readOnly" | "shadow" | null;
  }[];
};
