package parley.node.room.group;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The pages in a room, longest seated first. */
final class Seats {
  private static final int MOST_IN_BATCH = 32;

  private final Map<Page, Seat> byPage = new LinkedHashMap<>();

  void sit(Page page) {
    byPage.put(page, new Seat(page));
  }

  Optional<Seat> of(Page page) {
    return Optional.ofNullable(byPage.get(page));
  }

  Optional<Seat> leave(Page page) {
    return Optional.ofNullable(byPage.remove(page));
  }

  boolean has(Seat seat) {
    return byPage.get(seat.page()) == seat;
  }

  Stream<Seat> holders() {
    return byPage.values().stream().filter(seat -> seat.stay().isPresent());
  }

  boolean hasHolders() {
    return holders().findAny().isPresent();
  }

  /** Those whose attempts to come in were in vain at least so often. */
  List<Seat> inVain(int tries) {
    return byPage.values().stream()
        .filter(seat -> seat.wish().filter(wish -> wish.tries() >= tries).isPresent())
        .toList();
  }

  /** Who can be added by one commit now, with her key package. */
  Map<Seat, String> batch(Predicate<Seat> which, int mostTries) {
    Map<Seat, String> batch = new LinkedHashMap<>();
    byPage.values().stream()
        .filter(Seat::isWaiting)
        .filter(which)
        .filter(seat -> seat.wish().filter(Seat.Wish::isRipe).isPresent())
        .filter(seat -> seat.wish().filter(wish -> wish.tries() < mostTries).isPresent())
        .filter(seat -> seat.wish().flatMap(Seat.Wish::keyPackage).isPresent())
        .limit(MOST_IN_BATCH)
        .forEach(seat -> batch.put(seat, seat.wish().flatMap(Seat.Wish::keyPackage).orElseThrow()));
    return batch;
  }

  /** Of those who wait, whoever was tried least; of these, who came first. */
  Optional<Seat> nextIn(Predicate<Seat.Wish> which) {
    return byPage.values().stream()
        .filter(Seat::isWaiting)
        .filter(seat -> seat.wish().filter(which).isPresent())
        .min(Comparator.comparingInt(seat -> seat.wish().map(Seat.Wish::tries).orElseThrow()));
  }

  void changeWishes(UnaryOperator<Seat.Wish> change) {
    byPage.values().forEach(seat -> seat.wish().map(change).ifPresent(seat::wish));
  }

  void tell(Predicate<Seat> whom, GroupNotice notice) {
    List.copyOf(byPage.values()).stream().filter(whom).forEach(seat -> seat.page().tell(notice));
  }
}
