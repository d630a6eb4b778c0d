package parley.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import parley.dossier.chain.Admission;
import parley.dossier.chain.Dossier;
import parley.dossier.chain.Entry;
import parley.dossier.chain.Testimony;
import parley.dossier.model.Act;
import parley.dossier.model.Base64Url;
import parley.dossier.model.Body;
import parley.dossier.model.PersonKey;
import parley.dossier.model.Refusal;
import parley.dossier.verify.DossierFile;
import parley.dossier.verify.Report;
import parley.dossier.verify.Verifier;
import parley.dossier.webauthn.Assertion;
import parley.dossier.webauthn.Assertions;
import parley.dossier.wire.ActFormat;
import parley.dossier.wire.Bodies;

/** Whatever bytes arrive, the answer is a verdict, never another exception. */
class FuzzProperties {
  private static final Story STORY = Story.ofTwo();
  private static final Side SUDRIA = STORY.sides.getLast();
  private static final String FILE = DossierFile.of(STORY.copy(SUDRIA), List.of()).write();
  private static final String INTERESTING = "{}[]\",:\\u0-1eE.\u0000\uD800é~tfn";

  @Property(tries = 300)
  void randomBytesAreRefused(@ForAll byte[] bytes) {
    assertThat(Verifier.verify(bytes)).isInstanceOf(Report.Fails.class);
    onlyRefuses(() -> ActFormat.read(bytes));
    String text = new String(bytes, StandardCharsets.UTF_8);
    onlyRefuses(() -> Entry.read(text));
    assertThat(STORY.copy(SUDRIA).admit(text)).isInstanceOf(Admission.Refused.class);
    onlyRefuses(() -> Bodies.texts(new Body(Base64Url.encode(new byte[32]), text)));
    onlyRefuses(() -> Bodies.itemText(new Body(Base64Url.encode(new byte[32]), text)));
  }

  @Property(tries = 50, shrinking = ShrinkingMode.OFF)
  void aDamagedFileIsFoundWanting(@ForAll long seed) {
    String damaged = damage(FILE, new Random(seed));
    if (!damaged.equals(FILE)) {
      Report report = Verifier.verify(damaged.getBytes(StandardCharsets.UTF_8));
      assertThat(report).isNotNull();
    }
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void aDamagedPayloadUnderAGoodSealIsJudged(@ForAll long seed) {
    Random random = new Random(seed);
    Dossier dossier = STORY.copy(SUDRIA);
    Dossier copy = Story.rebuilt(dossier.talk(), dossier.entries());
    Forge forge =
        Forge.next(copy, SUDRIA, STORY.proposal(Story.time(0)), STORY.now().plusSeconds(60));
    if (random.nextBoolean()) {
      forge.signedAct(act -> damage(act, random));
    }
    copy.admit(random.nextBoolean() ? forge.seal() : forge.seal(p -> damage(p, random)));
  }

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void aDamagedAssertionIsRefused(@ForAll long seed, @ForAll byte[] bytes) {
    Random random = new Random(seed);
    var draft = STORY.copy(SUDRIA).draft(SUDRIA.id, STORY.proposal(Story.time(0)));
    Testimony good = SUDRIA.sign(draft, SUDRIA.signer(new Act.Acknowledge()));
    PersonKey key = SUDRIA.people.get(good.person()).key();
    Assertion a = good.assertion();
    String part = Base64Url.encode(bytes);
    Assertion bad =
        switch (random.nextInt(3)) {
          case 0 -> new Assertion(part, a.clientData(), a.signature());
          case 1 -> new Assertion(a.authenticatorData(), damageBytes(a.clientData(), random), part);
          default -> new Assertion(a.authenticatorData(), a.clientData(), part);
        };
    assertThat(refusal(() -> new Assertions().verify(key, bad, draft.challenge()))).isPresent();
    onlyRefuses(
        () -> new Assertions().check(new PersonKey(damageBytes(key.cose(), random), "x", true)));
  }

  private static String damageBytes(String base64Url, Random random) {
    byte[] bytes = Base64Url.decode(base64Url, 1 << 16);
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    return Base64Url.encode(bytes);
  }

  private static String damage(String text, Random random) {
    StringBuilder damaged = new StringBuilder(text);
    int edits = 1 + random.nextInt(3);
    for (int i = 0; i < edits && damaged.length() > 2; i++) {
      int at = random.nextInt(damaged.length() - 1);
      char c = INTERESTING.charAt(random.nextInt(INTERESTING.length()));
      switch (random.nextInt(4)) {
        case 0 -> damaged.deleteCharAt(at);
        case 1 -> damaged.insert(at, c);
        case 2 -> damaged.setCharAt(at, c);
        default -> {
          int to = Math.min(damaged.length(), at + random.nextInt(60));
          damaged.insert(at, damaged.substring(at, to));
        }
      }
    }
    return damaged.toString();
  }

  private static void onlyRefuses(Runnable reader) {
    refusal(reader);
  }

  private static Optional<Refusal> refusal(Runnable reader) {
    try {
      reader.run();
      return Optional.empty();
    } catch (Refusal refusal) {
      return Optional.of(refusal);
    }
  }
}
