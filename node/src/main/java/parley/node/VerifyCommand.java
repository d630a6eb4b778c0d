package parley.node;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import parley.dossier.verify.Report;
import parley.dossier.verify.Verifier;
import parley.node.words.Language;
import parley.node.words.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks an exported dossier. Needs no server and no data folder. */
@Command(
    name = "verify",
    description = "Check an exported dossier; needs no server.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:everything holds", "1:something does not hold", "2:the file cannot be read"})
final class VerifyCommand implements Callable<Integer> {
  private static final int HOLDS = 0;
  private static final int FAILS = 1;
  private static final int UNREADABLE = 2;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "the export")
  private Path file;

  @Option(
      names = "--language",
      paramLabel = "en|ru",
      description = "of the report; otherwise the machine's")
  private Optional<String> language = Optional.empty();

  @Override
  public Integer call() {
    Words words = language.flatMap(Language::ofTag).map(Words::in).orElseGet(Main::words);
    byte[] export;
    try {
      export = Files.readAllBytes(file);
    } catch (IOException e) {
      spec.commandLine().getErr().println(words.text("command.verify.unreadable", file));
      return UNREADABLE;
    }
    Report report = Verifier.verify(export);
    PrintWriter out = spec.commandLine().getOut();
    out.println(ReportText.of(report, words));
    out.flush();
    return switch (report) {
      case Report.Holds holds -> HOLDS;
      case Report.Fails fails -> FAILS;
    };
  }
}
