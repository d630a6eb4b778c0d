package parley.node;

import java.util.Locale;
import java.util.Map;
import parley.node.words.Language;
import parley.node.words.Words;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. */
@Command(
    name = "parley",
    description = "A private line between delegations.",
    mixinStandardHelpOptions = true,
    subcommands = {
      DemoCommand.class,
      HouseCommand.class,
      RehearsalCommand.class,
      VerifyCommand.class,
      VerifyClientCommand.class
    })
public final class Main {
  private Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(commandLine(System.getenv()).execute(arguments));
  }

  /** The commands, ready to be given arguments. */
  static CommandLine commandLine(Map<String, String> environment) {
    return new CommandLine(new Main()).addSubcommand(new ServeCommand.Run(environment));
  }

  /** The words of the command line, in the operator's language. */
  static Words words() {
    return Words.in(Language.ofHeader(Locale.getDefault().toLanguageTag()));
  }
}
