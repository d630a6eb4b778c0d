package parley.line.exchange;

import java.util.List;
import parley.line.LineIncident;
import parley.line.Parcel;

/**
 * What is to be sent, in this order, and what is to be put into the history.
 *
 * @param faults of this node, each about one talk, which is taken up again later; for its log
 */
public record Output(
    List<Parcel> parcels, List<LineIncident> incidents, List<RuntimeException> faults) {
  public Output {
    parcels = List.copyOf(parcels);
    incidents = List.copyOf(incidents);
    faults = List.copyOf(faults);
  }
}
