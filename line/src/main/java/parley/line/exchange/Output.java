package parley.line.exchange;

import java.util.List;
import parley.line.LineIncident;
import parley.line.Parcel;

/** What is to be sent, in this order, and what is to be put into the history. */
public record Output(List<Parcel> parcels, List<LineIncident> incidents) {
  public Output {
    parcels = List.copyOf(parcels);
    incidents = List.copyOf(incidents);
  }
}
