package parley.node.press.joint;

import java.time.Instant;
import java.util.Map;
import parley.dossier.model.DelegationId;
import parley.node.talk.Snapshot;

/** The sides of a talk that live on other nodes, as far as their press rooms are known. */
public interface Elsewhere {
  /** There is one node. */
  Elsewhere NOWHERE =
      new Elsewhere() {
        @Override
        public Map<DelegationId, PressPlace> rooms(String delegation, Snapshot talk) {
          return Map.of();
        }

        @Override
        public void early(String delegation, Snapshot talk, DelegationId side, Instant at) {}
      };

  /** The press rooms that the counterparts of a delegation have told of. */
  Map<DelegationId, PressPlace> rooms(String delegation, Snapshot talk);

  /** A side has published a joint statement before its instant; to be noted as an incident. */
  void early(String delegation, Snapshot talk, DelegationId side, Instant at);
}
