package parley.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import parley.dossier.chain.Entry;
import parley.dossier.model.Body;
import parley.dossier.model.ItemId;
import parley.dossier.model.ItemText;
import parley.dossier.model.Reason;
import parley.dossier.model.Term;
import parley.dossier.model.Texts;
import parley.dossier.verify.DossierFile;
import parley.dossier.verify.Report;
import parley.dossier.verify.Verifier;
import parley.dossier.wire.Bodies;

public class VerifierTest {
  private final Story story = Story.ofTwo();
  private final Side norland = story.sides.get(0);
  private final Side sudria = story.sides.get(1);
  private final Body text =
      Bodies.of(
          new ItemText(
              Texts.of(Map.of("en", "Legal guarantees", "ru", "Правовые гарантии")),
              Texts.of(Map.of("en", "The parties discuss.", "ru", "Стороны обсуждают."))),
          Side.seed("salt"));

  @Test
  public void aReportNamesTheTextTheTimeAndThePersonsOfBothSides() {
    agreeOnAnItem();
    Report report = verify(DossierFile.of(story.copy(norland), List.of(text)));
    assertThat(report).isInstanceOf(Report.Holds.class);
    Report.Holds holds = (Report.Holds) report;
    assertThat(holds.agreed()).hasSize(1);
    assertThat(holds.agreed().getFirst().text()).contains(text);
    assertThat(holds.agreed().getFirst().signed())
        .extracting(signed -> signed.person().id().value())
        .containsExactly("adviser", "adviser");
    assertThat(holds.demo()).isTrue();
    assertThat(holds.closed()).isFalse();
  }

  @Test
  public void anErasedTextIsNamedAndTheRestStillHolds() {
    agreeOnAnItem();
    Report report = verify(DossierFile.of(story.copy(norland), List.of()));
    assertThat(((Report.Holds) report).erased()).containsExactly(text.digest());
  }

  @Test
  public void aChangedTextIsFound() {
    agreeOnAnItem();
    String file = DossierFile.of(story.copy(norland), List.of(text)).write();
    Report report =
        Verifier.verify(file.replace("discuss", "decide").getBytes(StandardCharsets.UTF_8));
    assertThat(((Report.Fails) report).reason()).isEqualTo(Reason.BODY_MISMATCH);
  }

  @Test
  public void aBrokenChainIsNamedAsItsDelegationCallsItself() {
    agreeOnAnItem();
    DossierFile good = DossierFile.of(story.copy(norland), List.of(text));
    var chains = new TreeMap<>(good.chains());
    List<String> entries = new ArrayList<>(chains.get(sudria.id));
    entries.set(1, entries.get(2));
    chains.put(sudria.id, entries);
    Report report = verify(new DossierFile(good.talk(), chains, good.bodies()));
    Texts sudrias = story.state(norland).delegation(sudria.id).orElseThrow().presented().names();
    assertThat(((Report.Fails) report).named()).contains(sudrias);
  }

  @Test
  public void whatIsInForceIsListedAsOneReadsIt() {
    for (int order : new int[] {3, 1, 2}) {
      agree(new Term.AgendaItem(new ItemId("item-" + (9 - order)), order, 20, text.digest()));
    }
    agree(Story.time(0));
    Report.Holds holds = (Report.Holds) verify(DossierFile.of(story.copy(norland), List.of(text)));
    assertThat(holds.agreed())
        .extracting(agreed -> agreed.proposal().matter().key())
        .containsExactly("time", "agenda/item-8", "agenda/item-7", "agenda/item-6");
  }

  private void agreeOnAnItem() {
    agree(new Term.AgendaItem(new ItemId("legal"), 5, 20, text.digest()));
  }

  private void agree(Term term) {
    Entry item = story.propose(norland, term);
    story.exchange();
    story.consent(sudria, item);
    story.settle();
  }

  private static Report verify(DossierFile file) {
    return Verifier.verify(file.write().getBytes(StandardCharsets.UTF_8));
  }
}
