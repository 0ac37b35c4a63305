package org.karawatt.codes.api;


/** A code table. {@code source} names the standard or notice it comes from; may be null. */
public record CodeTable(String code, String nameZh, String nameEn, String source, int codes) {
}
