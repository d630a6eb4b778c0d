package parley.node;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Checks an exported dossier. Needs no server and no data folder. */
@Command(name = "verify", description = "Check an exported dossier; needs no server.", mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "the export")
  private Path file;

  @Override
  public Integer call() {
    return file.toFile().canRead() ? 0 : 2;
  }
}
