package org.karawatt.portal.api;

import java.util.List;

/**
 * What is chosen from in an application.
 *
 * @param openApplications own applications in progress
 * @param mostOpen how many there may be
 */
public record ApplicationForm(List<Choice> offices, List<Choice> tariffs, List<Choice> documents, int openApplications, int mostOpen) {

    public ApplicationForm {
        offices = List.copyOf(offices);
        tariffs = List.copyOf(tariffs);
        documents = List.copyOf(documents);
    }

    /** A value with its names. */
    public record Choice(String value, String nameZh, String nameEn) {
    }
}
