package parley.dossier.model;

/** The body of an agenda item: its title and its wording in every authentic language. */
public record ItemText(Texts title, Texts wording) {}
