package parley.dossier.state;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.PersonId;

/**
 * The room as the log shows it.
 *
 * @param openFrom the latest instant that any delegation's latest open names, once every party has
 *     opened
 * @param opened who has opened, and from when
 * @param inside who has entered and not left, in the order of entering
 * @param declared the body with the people who sit in the room, per delegation
 */
public record RoomState(
    Optional<Instant> openFrom,
    SortedMap<DelegationId, Instant> opened,
    SortedMap<DelegationId, List<PersonId>> inside,
    SortedMap<DelegationId, Digest> declared) {}
