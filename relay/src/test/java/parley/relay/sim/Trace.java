package parley.relay.sim;

import java.time.Duration;

class Trace {
  public static void main(String[] args) {
    Simulation sim = Simulation.seeded(1);
    Network n = Network.good();
    if (args.length > 0) n = n.withRate(Long.parseLong(args[0]));
    if (args.length > 1) n = n.withLoss(Double.parseDouble(args[1]));
    sim.downlink(n).join("ana", "ben", "eva");
    for (int i = 0; i < 40; i++) {
      sim.runFor(Duration.ofMillis(500));
      SimPlayer c = sim.peer("ana").camera("ben"), d = sim.peer("ana").camera("eva");
      System.out.println(
          (i + 1) * 500
              + " "
              + (i > 4 ? sim.peer("ana").lastQuality() : "")
              + " ben "
              + c.shown().size()
              + " L"
              + (c.shown().isEmpty() ? -1 : c.shown().getLast().layer())
              + " eva "
              + d.shown().size()
              + " L"
              + (d.shown().isEmpty() ? -1 : d.shown().getLast().layer())
              + " sound "
              + sim.peer("ana").microphone("ben").heardWithin(100)
              + "/"
              + sim.peer("ben").soundSent());
    }
    System.out.println(sim.replayHint());
  }
}
