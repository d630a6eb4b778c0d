package parley.node.room;

import java.util.Optional;
import parley.dossier.model.DelegationId;
import parley.line.LineIncident;
import parley.line.LineKeying;
import parley.relay.TrunkEnd;

/**
 * The line from a delegation that lives here to one that does not, as the room of one talk uses it.
 * Equal for the same two delegations. Any thread.
 */
interface Way {
  DelegationId own();

  DelegationId far();

  /** Whether what is sent now arrives, at once or when the line is up again. */
  boolean hasSession();

  /** The keys of the connection that is up. */
  Optional<LineKeying> keying();

  /** A new end of a trunk beside it. */
  TrunkEnd trunkEnd();

  /** A number that no end had before in this process: with it no two trunks have the same keys. */
  long turn();

  /** Sends a record; its JSON is less than a parcel. */
  void send(String json);

  /** While some talk wants it a break of the line is noticed sooner. */
  void hurry(String talk, boolean wanted);

  /** The counterpart did what none of ours does. */
  void incident(LineIncident.Kind kind, String detail);
}
