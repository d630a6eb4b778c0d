package parley.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import parley.dossier.chain.Entry;
import parley.dossier.chain.SealKey;
import parley.dossier.model.Act;
import parley.dossier.model.Person;
import parley.dossier.model.PersonId;
import parley.dossier.model.SealPublicKey;
import parley.dossier.state.Device;
import parley.dossier.webauthn.SoftwareAuthenticator;

public class DevicesTest {
  private static final PersonId ADVISER = new PersonId("adviser");
  private static final PersonId PRINCIPAL = new PersonId("principal");

  private final Story story = Story.ofTwo();
  private final Side norland = story.sides.get(0);
  private final Side sudria = story.sides.get(1);

  @Test
  public void aSecondDeviceIsShownUntilItIsDismissed() {
    story.act(sudria, new Act.AdmitDevice(ADVISER, key("laptop")));
    story.act(sudria, new Act.AdmitDevice(ADVISER, key("telephone")));
    story.settle();
    assertThat(story.state(norland).devices(sudria.id, ADVISER))
        .extracting(Device::key)
        .containsExactly(key("laptop"), key("telephone"));

    story.act(sudria, new Act.DismissDevice(ADVISER, key("laptop")));
    story.settle();
    assertThat(story.state(norland).devices(sudria.id, ADVISER))
        .extracting(Device::key)
        .containsExactly(key("telephone"));
    assertThat(story.state(norland).devices()).hasSize(2);
    assertThat(story.state(norland).devices().getFirst().dismissed()).isPresent();
  }

  @Test
  public void aDeviceGoesWithTheKeyThatAdmittedIt() {
    story.act(sudria, new Act.AdmitDevice(PRINCIPAL, key("laptop")));
    story.settle();
    assertThat(story.state(norland).devices(sudria.id, PRINCIPAL)).hasSize(1);
    story.act(sudria, new Act.Revoke(PRINCIPAL));
    assertThat(story.state(sudria).devices(sudria.id, PRINCIPAL)).isEmpty();
    assertThat(story.state(sudria).delegation(sudria.id).orElseThrow().revoked())
        .containsExactly(PRINCIPAL);

    String host = "principal.sudria.localhost";
    var fresh = SoftwareAuthenticator.ofSeed(Side.seed("fresh"), host, "http://" + host);
    Entry renewed = story.act(sudria, new Act.Present(sudria.withKey(PRINCIPAL, fresh)));
    story.exchange();
    story.act(norland, new Act.Accept(sudria.id, renewed.actDigest()));
    story.settle();
    assertThat(story.state(norland).people(sudria.id)).extracting(Person::id).contains(PRINCIPAL);
    assertThat(story.state(norland).devices(sudria.id, PRINCIPAL)).isEmpty();
  }

  private static SealPublicKey key(String device) {
    return SealKey.ofSeed(Side.seed(device)).publicKey();
  }
}
