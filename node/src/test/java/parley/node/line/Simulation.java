package parley.node.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import parley.dossier.chain.Entry;
import parley.dossier.model.Digest;
import parley.dossier.model.TalkId;
import parley.dossier.model.Texts;
import parley.line.LineId;
import parley.line.LineIncident;
import parley.line.Parcel;
import parley.line.exchange.Exchange;
import parley.line.exchange.Output;
import parley.node.talk.Copy;
import parley.node.talk.Seat;
import parley.node.talk.TalkService;

/**
 * Two or three nodes and the lines between them: parcels wait, links part, sessions and processes
 * end at any instant, and everybody goes on writing. What the real lines promise holds here too: of
 * a session parcels come in order, and those that are lost end it.
 */
final class Simulation {
  private static final int STEPS = 260;
  private static final int MOST_ROUNDS = 400;

  private final Random random;
  private final List<Post> posts = new ArrayList<>();
  private final List<Wire> wires = new ArrayList<>();
  private final Set<Digest> told = new HashSet<>();
  private final Set<String> texts = new HashSet<>();
  private final List<LineIncident> incidents = new ArrayList<>();
  private final TalkId talk;
  private Instant now = House.START;

  /** One node: its disk stays, its process comes and goes. */
  private final class Post {
    final House house;
    final Supplier<MemoryJournal> disk;
    final Duration skew;
    final Map<Post, Exchange> exchanges = new java.util.HashMap<>();
    final Set<TalkId> changed = new HashSet<>();
    TalkService talks;

    Post(House house, MemoryJournal journal) {
      this.house = house;
      this.disk = () -> journal;
      this.skew = Duration.ofSeconds(random.nextInt(-20, 21));
      start();
    }

    void start() {
      disk.get().restart();
      exchanges.clear();
      changed.clear();
      talks = house.start(disk.get(), () -> now.plus(skew));
      talks.watch(snapshot -> changed.add(snapshot.state().talk()));
    }

    Exchange exchange(Post other) {
      return exchanges.computeIfAbsent(
          other,
          far -> {
            LineId line = new LineId(house.lineKey(), far.house.lineKey());
            TalkLedger ledger = new TalkLedger(talks, house.slug, line, Invited.to(talk));
            return new Exchange(line, ledger, clock());
          });
    }

    Instant clock() {
      return now.plus(skew);
    }
  }

  /** A line; each direction in order. */
  private static final class Wire {
    final Post one;
    final Post other;
    final Deque<Parcel> toOne = new ArrayDeque<>();
    final Deque<Parcel> toOther = new ArrayDeque<>();
    boolean isUp = true;

    Wire(Post one, Post other) {
      this.one = one;
      this.other = other;
    }
  }

  Simulation(long seed, List<House> houses, Function<House, MemoryJournal> disks) {
    random = new Random(seed);
    Optional<TalkId> convened = Optional.empty();
    for (House house : houses) {
      posts.add(new Post(house, disks.apply(house)));
    }
    List<Texts> invited = houses.stream().skip(1).map(House::names).toList();
    Post convener = posts.getFirst();
    talk = convener.talks.convene(convener.house.binder(), List.of(), invited).talk();
    for (int i = 0; i < posts.size(); i++) {
      for (int j = i + 1; j < posts.size(); j++) {
        Wire wire = new Wire(posts.get(i), posts.get(j));
        wires.add(wire);
        begin(wire);
      }
    }
  }

  /** Plays, heals everything, and looks. */
  void play() {
    for (int step = 0; step < STEPS; step++) {
      now = now.plusMillis(random.nextInt(3_000));
      switch (random.nextInt(24)) {
        case 0, 1, 2, 3, 4 -> write(any(posts));
        case 5 -> any(wires).isUp = false;
        case 6, 7 -> any(wires).isUp = true;
        case 8 -> maybe(4, () -> begin(any(wires)));
        case 9 -> maybe(4, () -> restart(any(posts)));
        case 10 -> any(posts).disk.get().losePower(random.nextInt(6), random.nextBoolean());
        case 11, 12, 13 -> tell(any(posts));
        case 14 -> tick(any(posts));
        default -> deliver(any(wires), random.nextBoolean());
      }
    }
    heal();
    look();
  }

  List<LineIncident> incidents() {
    return incidents;
  }

  private void heal() {
    posts.forEach(post -> post.disk.get().restart());
    wires.forEach(wire -> wire.isUp = true);
    if (random.nextBoolean()) {
      restart(any(posts));
    }
    int quiet = 0;
    for (int round = 0; quiet < 3; round++) {
      assertThat(round).as("rounds until nothing moves").isLessThan(MOST_ROUNDS);
      now = now.plusSeconds(20);
      boolean moved = false;
      for (Wire wire : wires) {
        while (!wire.toOne.isEmpty() || !wire.toOther.isEmpty()) {
          deliver(wire, !wire.toOther.isEmpty());
          moved = true;
        }
      }
      for (Post post : posts) {
        moved |= !post.changed.isEmpty();
        tell(post);
        tick(post);
        joinAtLast(post);
      }
      quiet = moved ? 0 : quiet + 1;
    }
  }

  /** Everybody has the same, and nothing that anybody was told of is lost. */
  private void look() {
    List<Copy> copies = posts.stream().map(post -> post.talks.copy(talk).orElseThrow()).toList();
    Copy first = copies.getFirst();
    Set<Entry> entries = Set.copyOf(first.entries());
    for (Copy copy : copies) {
      assertThat(names(copy)).as("entries").isEqualTo(names(first));
      assertThat(Set.copyOf(copy.entries())).isEqualTo(entries);
      assertThat(copy.now().state()).isEqualTo(first.now().state());
      assertThat(copy.now().bodies()).isEqualTo(first.now().bodies());
    }
    for (Post post : posts) {
      post.talks
          .seat(post.house.binder(), talk.value())
          .ifPresent(seat -> texts.add(post.talks.export(seat)));
    }
    assertThat(texts).as("exported files").hasSize(1);
    assertThat(entries).extracting(Entry::hash).containsAll(told);
    assertThat(first.now().state().frozen()).isFalse();
    assertThat(incidents).isEmpty();
  }

  /** Short, for whoever reads of a failure. */
  private static List<String> names(Copy copy) {
    return copy.entries().stream()
        .map(
            entry ->
                "%.4s %d %s"
                    .formatted(entry.chain(), entry.seq(), entry.act().getClass().getSimpleName()))
        .sorted()
        .toList();
  }

  int size() {
    return posts.getFirst().talks.copy(talk).orElseThrow().entries().size();
  }

  /** Whoever sees somebody come, however late, lets her in: until then she may not have it all. */
  private void joinAtLast(Post post) {
    seat(post).ifPresent(seat -> post.talks.accept(seat));
  }

  private void write(Post post) {
    guarded(
        post,
        () -> {
          seat(post).ifPresent(seat -> new RandomActs(random, post.talks, now).perform(seat));
          post.talks
              .copy(talk)
              .ifPresent(
                  copy ->
                      copy.entries().stream()
                          .filter(entry -> copy.now().local().containsValue(entry.chain()))
                          .forEach(entry -> told.add(entry.hash())));
        });
  }

  private Optional<Seat> seat(Post post) {
    return post.talks.seat(post.house.binder(), talk.value());
  }

  private void tell(Post post) {
    Set<TalkId> all = Set.copyOf(post.changed);
    post.changed.clear();
    for (Wire wire : wires) {
      for (TalkId each : all) {
        if (wire.one == post || wire.other == post) {
          Post far = wire.one == post ? wire.other : wire.one;
          run(wire, post, () -> post.exchange(far).changed(each, post.clock()));
        }
      }
    }
  }

  private void tick(Post post) {
    for (Wire wire : wires) {
      if (wire.one == post || wire.other == post) {
        Post far = wire.one == post ? wire.other : wire.one;
        run(wire, post, () -> post.exchange(far).tick(post.clock()));
      }
    }
  }

  private void deliver(Wire wire, boolean toOther) {
    Deque<Parcel> queue = toOther ? wire.toOther : wire.toOne;
    Post to = toOther ? wire.other : wire.one;
    Post from = toOther ? wire.one : wire.other;
    if (wire.isUp && !queue.isEmpty()) {
      Parcel parcel = queue.poll();
      run(wire, to, () -> to.exchange(from).received(parcel.text(), to.clock()));
      if (random.nextInt(20) == 0) { // more than a line promises
        run(wire, to, () -> to.exchange(from).received(parcel.text(), to.clock()));
      }
    }
  }

  /** A new session: nothing of the last one comes any more. */
  private void begin(Wire wire) {
    wire.toOne.clear();
    wire.toOther.clear();
    run(wire, wire.one, () -> wire.one.exchange(wire.other).began(wire.one.clock()));
    run(wire, wire.other, () -> wire.other.exchange(wire.one).began(wire.other.clock()));
  }

  private void restart(Post post) {
    post.start();
    wires.stream().filter(wire -> wire.one == post || wire.other == post).forEach(this::begin);
  }

  private void run(Wire wire, Post post, Supplier<Output> event) {
    guarded(
        post,
        () -> {
          Output output = event.get();
          incidents.addAll(output.incidents());
          output.parcels().forEach(parcel -> check(post, parcel));
          (wire.one == post ? wire.toOther : wire.toOne).addAll(output.parcels());
        });
  }

  /** Whatever is told of an entry, it is on the disk. */
  private void check(Post post, Parcel parcel) {
    for (Digest hash : ParcelText.named(parcel.text())) {
      assertThat(post.disk.get().isDurable(talk, hash) || !isHere(post, hash))
          .as("told before it was on the disk")
          .isTrue();
    }
  }

  private boolean isHere(Post post, Digest hash) {
    return post.talks.copy(talk).orElseThrow().entries().stream()
        .anyMatch(entry -> entry.hash().equals(hash));
  }

  private void guarded(Post post, Runnable work) {
    try {
      work.run();
    } catch (MemoryJournal.PowerLost lost) {
      restart(post);
    }
  }

  private void maybe(int oneIn, Runnable work) {
    if (random.nextInt(oneIn) == 0) {
      work.run();
    }
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
