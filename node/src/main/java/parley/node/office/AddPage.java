package parley.node.office;

import parley.dossier.model.Role;
import parley.node.people.Delegation;

/** The form that adds a person. */
public record AddPage(Delegation delegation, PersonForm form, Role[] roles) {}
