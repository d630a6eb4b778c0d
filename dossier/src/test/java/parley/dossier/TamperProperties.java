package parley.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import parley.dossier.chain.SealKey;
import parley.dossier.model.Base64Url;
import parley.dossier.model.DelegationId;
import parley.dossier.verify.DossierFile;
import parley.dossier.verify.Report;
import parley.dossier.verify.Verifier;
import parley.dossier.wire.Jws;

/** Whatever is done to an exported dossier is found. */
class TamperProperties {
  private static final Story STORY = talk();
  private static final DossierFile GOOD = DossierFile.of(STORY.copies.getFirst(), List.of());

  private static Story talk() {
    Story story = Story.ofTwo();
    new Script(7, story).play(10);
    story.settle();
    return story;
  }

  @Example
  void theFileItselfHolds() {
    assertThat(verify(GOOD)).isInstanceOf(Report.Holds.class);
  }

  @Property(tries = 80, shrinking = ShrinkingMode.OFF)
  void everyEditedCharacterOfAnEntryIsFound(@ForAll long seed) {
    Random random = new Random(seed);
    Cut cut = Cut.at(random);
    String jws = cut.entry();
    int at = random.nextInt(jws.length());
    char other = "ABCDEFGHabcdefgh0123_-.=".charAt(random.nextInt(24));
    if (jws.charAt(at) != other) {
      cut.chain.set(cut.index, jws.substring(0, at) + other + jws.substring(at + 1));
      assertThat(verify(cut.file())).isInstanceOf(Report.Fails.class);
    }
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF)
  void everyDroppedEntryIsFound(@ForAll long seed) {
    Cut cut = Cut.at(new Random(seed));
    cut.chain.remove(cut.index);
    Report report = verify(cut.file());
    if (cut.index < cut.chain.size()) {
      assertThat(report).isInstanceOf(Report.Fails.class);
    } else if (report instanceof Report.Holds holds) { // the end, which nobody else had seen yet
      assertThat(holds.completeTo().get(cut.id).seq()).isEqualTo(cut.chain.size());
    }
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF)
  void everyReorderingIsFound(@ForAll long seed) {
    Random random = new Random(seed);
    Cut cut = Cut.at(random);
    int other = random.nextInt(cut.chain.size());
    if (other != cut.index) {
      cut.chain.set(cut.index, cut.chain.set(other, cut.entry()));
      assertThat(verify(cut.file())).isInstanceOf(Report.Fails.class);
    }
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF)
  void everyInsertedEntryIsFound(@ForAll long seed) {
    Random random = new Random(seed);
    Cut from = Cut.at(random);
    Cut cut = Cut.at(random);
    cut.chain.add(cut.index, from.entry());
    assertThat(verify(cut.file())).isInstanceOf(Report.Fails.class);
  }

  @Property(tries = 30, shrinking = ShrinkingMode.OFF)
  void everyEntrySignedAgainIsFound(@ForAll long seed) {
    Random random = new Random(seed);
    Cut cut = Cut.at(random);
    String payload = text(cut.entry().split("\\.")[1]);
    boolean last = cut.index == cut.chain.size() - 1;
    String edited = payload.replaceFirst("\"at\":\"2026", "\"at\":\"2027");
    SealKey key = last || random.nextBoolean() ? other(cut).seal : owner(cut).seal;
    cut.chain.set(cut.index, key.sign(Jws.ENTRY, edited.getBytes(StandardCharsets.UTF_8)));
    assertThat(verify(cut.file())).isInstanceOf(Report.Fails.class);
  }

  private static Side owner(Cut cut) {
    return STORY.sides.stream().filter(s -> s.id.equals(cut.id)).findFirst().orElseThrow();
  }

  private static Side other(Cut cut) {
    return STORY.sides.stream().filter(s -> !s.id.equals(cut.id)).findFirst().orElseThrow();
  }

  private static String text(String base64Url) {
    return new String(Base64Url.decode(base64Url, 1 << 20), StandardCharsets.UTF_8);
  }

  private static Report verify(DossierFile file) {
    return Verifier.verify(file.write().getBytes(StandardCharsets.UTF_8));
  }

  /** One entry of the good file, and a chain to change around it. */
  private record Cut(DelegationId id, List<String> chain, int index) {
    static Cut at(Random random) {
      List<DelegationId> ids = List.copyOf(GOOD.chains().keySet());
      DelegationId id = ids.get(random.nextInt(ids.size()));
      List<String> chain = new ArrayList<>(GOOD.chains().get(id));
      return new Cut(id, chain, random.nextInt(chain.size()));
    }

    String entry() {
      return chain.get(index);
    }

    DossierFile file() {
      TreeMap<DelegationId, List<String>> chains = new TreeMap<>(GOOD.chains());
      chains.put(id, chain);
      return new DossierFile(GOOD.talk(), chains, GOOD.bodies());
    }
  }
}
