package org.karawatt.reading.api;


/** What is wrong with a row: line counted from 1 with the header as line 1, column name, reason in both languages. */
public record RowFault(long line, String column, String code, String messageZh, String messageEn, String value) {
}
