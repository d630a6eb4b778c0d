package parley.node.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import parley.dossier.chain.SealKey;
import parley.dossier.model.Act;
import parley.dossier.model.Base64Url;
import parley.dossier.model.DelegationId;
import parley.dossier.model.PersonId;
import parley.dossier.model.Reason;
import parley.dossier.model.Role;
import parley.dossier.model.SealPublicKey;
import parley.dossier.model.TalkId;
import parley.node.people.Delegate;
import parley.node.people.DelegateId;
import parley.node.people.Delegation;
import parley.node.words.Language;

/** What a seat refuses before anybody is asked to touch her authenticator. */
class SeatTest {
  private static final SealPublicKey KEY = SealKey.ofSeed(new byte[32]).publicKey();
  private static final Delegation NORLAND =
      new Delegation("norland", Language.EN, ZoneOffset.UTC, Map.of(Language.EN, "Norland"));
  private static final PersonId RUTH = new PersonId("ruth");
  private static final Act ADMIT = new Act.AdmitDevice(RUTH, KEY);
  private static final Act DISMISS = new Act.DismissDevice(RUTH, KEY);

  @Test
  void aDeviceIsAdmittedByItsOwnPersonAlone() {
    assertThat(seat("ruth", Role.TECHNICIAN).whyNot(ADMIT)).isEmpty();
    assertThat(seat("tom", Role.TECHNICIAN).whyNot(ADMIT)).contains(Reason.PERSON_WRONG);
    assertThat(seat("anna", Role.PRINCIPAL).allows(ADMIT)).isFalse();
  }

  @Test
  void aDeviceIsDismissedByItsPersonOrWhoBindsTheSide() {
    assertThat(seat("ruth", Role.TECHNICIAN).allows(DISMISS)).isTrue();
    assertThat(seat("anna", Role.NEGOTIATOR).allows(DISMISS)).isTrue();
    assertThat(seat("tom", Role.SPOKESPERSON).whyNot(DISMISS)).contains(Reason.PERSON_WRONG);
  }

  @Test
  void aRoleIsMissedBeforeThePerson() {
    Act revoke = new Act.Revoke(RUTH);
    assertThat(seat("tom", Role.TECHNICIAN).whyNot(revoke)).contains(Reason.ROLE_NOT_ALLOWED);
    assertThat(seat("anna", Role.PRINCIPAL).whyNot(revoke)).isEmpty();
  }

  private static Seat seat(String slug, Role role) {
    return new Seat(
        new TalkId(Base64Url.encode(new byte[16])),
        DelegationId.of(KEY),
        new Delegate(
            new DelegateId("norland", slug),
            NORLAND,
            Map.of(Language.EN, slug),
            Map.of(),
            Set.of(role),
            Language.EN));
  }
}
