package parley.e2e.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each side in a network of its own, with one cable to what lies between. */
@Timeout(60)
class NamespacesTest {
  private static final Path MOUNTED = Path.of("/run/netns");

  @TempDir Path folder;

  @BeforeEach
  void whereThereCanBeAny() {
    assumeThat(Namespaces.whyNot()).isEmpty();
  }

  @Test
  void eachReachesWhatLiesBetweenAndNoRouteLeadsToTheOther() throws Exception {
    try (Namespaces apart = Namespaces.open(folder);
        ServerSocket nearOne = new ServerSocket(0, 1, apart.one().door())) {
      InetSocketAddress between = (InetSocketAddress) nearOne.getLocalSocketAddress();
      assertThat(apart.one().whyUnreachable(between)).as("control").isEmpty();
      for (var beyond : List.of(apart.other().own(), apart.other().door())) {
        assertThat(apart.one().whyUnreachable(new InetSocketAddress(beyond, 80)).orElse(""))
            .contains("Network is unreachable");
      }
      assertThat(apart.other().whyUnreachable(between).orElse(""))
          .contains("Network is unreachable");
    }
  }

  @Test
  void nothingIsLeftOfThem() {
    Namespaces apart = Namespaces.open(folder);
    List<String> made = ofThisProcess();
    apart.close();
    assertThat(made).as("control").hasSize(4);
    assertThat(ofThisProcess()).isEmpty();
  }

  @Test
  void whatADeadProcessHasLeftIsRemovedAndWhatALivingOneHasIsNot() throws Exception {
    Process living = new ProcessBuilder("sleep", "60").start();
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Path hers = leave(living);
    Path left = leave(dead);
    try {
      Namespaces.open(folder).close();
      assertThat(left).doesNotExist();
      assertThat(hers).exists();
    } finally {
      new ProcessBuilder("ip", "netns", "delete", hers.getFileName().toString()).start().waitFor();
      living.destroy();
    }
  }

  private static Path leave(Process process) throws Exception {
    String name = "parley-" + process.pid() + "-a";
    assertThat(new ProcessBuilder("ip", "netns", "add", name).start().waitFor()).isZero();
    return MOUNTED.resolve(name);
  }

  /** Namespaces, and their cables at this end. */
  private static List<String> ofThisProcess() {
    String number = Long.toString(ProcessHandle.current().pid());
    return Stream.of(MOUNTED, Path.of("/sys/class/net"))
        .flatMap(NamespacesTest::namesIn)
        .filter(name -> name.matches("(parley-|pl)" + number + "-?[ab]"))
        .toList();
  }

  private static Stream<String> namesIn(Path place) {
    try (var all = Files.list(place)) {
      return all.map(each -> each.getFileName().toString()).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
