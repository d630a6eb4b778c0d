package parley.dossier.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import parley.dossier.chain.ChainContext;
import parley.dossier.chain.View;
import parley.dossier.model.Act;
import parley.dossier.model.DelegationId;
import parley.dossier.model.SealPublicKey;

/** Works out which devices there are. */
final class Devices {
  private final View view;
  private final List<DelegationState> delegations;

  private record Key(DelegationId delegation, SealPublicKey device) {}

  Devices(View view, List<DelegationState> delegations) {
    this.view = view;
    this.delegations = delegations;
  }

  List<Device> of(List<Deed> history) {
    Map<Key, Deed> dismissals = new HashMap<>();
    for (Deed deed : history) {
      if (deed.act() instanceof Act.DismissDevice dismiss) {
        dismissals.put(new Key(deed.delegation(), dismiss.device()), deed);
      }
    }
    List<Device> devices = new ArrayList<>();
    for (Deed deed : history) {
      if (deed.act() instanceof Act.AdmitDevice admit) {
        Key key = new Key(deed.delegation(), admit.device());
        devices.add(
            new Device(
                deed.delegation(),
                admit.person(),
                admit.device(),
                deed,
                Optional.ofNullable(dismissals.get(key)),
                isLive(key, admit)));
      }
    }
    return List.copyOf(devices);
  }

  private boolean isLive(Key key, Act.AdmitDevice admit) {
    ChainContext chain = view.contexts().get(key.delegation());
    return chain.isLive(chain.devices().get(key.device()))
        && delegations.stream()
            .filter(d -> d.id().equals(key.delegation()))
            .anyMatch(d -> d.person(admit.person()).isPresent());
  }
}
