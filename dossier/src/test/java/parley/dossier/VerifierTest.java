package parley.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
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
    assertThat(Report.words(report))
        .contains("HOLDS", "DEMO", "Правовые гарантии", "adviser of sudria", "Open, complete to");
  }

  @Test
  public void anErasedTextIsNamedAndTheRestStillHolds() {
    agreeOnAnItem();
    Report report = verify(DossierFile.of(story.copy(norland), List.of()));
    assertThat(((Report.Holds) report).erased()).containsExactly(text.digest());
    assertThat(Report.words(report)).contains("[text erased or withheld]");
  }

  @Test
  public void aChangedTextIsFound() {
    agreeOnAnItem();
    String file = DossierFile.of(story.copy(norland), List.of(text)).write();
    Report report =
        Verifier.verify(file.replace("discuss", "decide").getBytes(StandardCharsets.UTF_8));
    assertThat(((Report.Fails) report).reason()).isEqualTo(Reason.BODY_MISMATCH);
  }

  private void agreeOnAnItem() {
    Entry item =
        story.propose(norland, new Term.AgendaItem(new ItemId("legal"), 5, 20, text.digest()));
    story.exchange();
    story.consent(sudria, item);
    story.settle();
  }

  private static Report verify(DossierFile file) {
    return Verifier.verify(file.write().getBytes(StandardCharsets.UTF_8));
  }
}
