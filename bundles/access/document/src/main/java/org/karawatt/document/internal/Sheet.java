package org.karawatt.document.internal;

import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;

/**
 * A4 pages that are written from the top down: text, tables, boxes; a new page begins when one is full. Characters that the font
 * does not have are printed as a white square instead of failing the document.
 */
final class Sheet implements AutoCloseable {

    static final float LEFT = 48;
    static final float RIGHT = PDRectangle.A4.getWidth() - 48;
    private static final float TOP = PDRectangle.A4.getHeight() - 48;
    private static final float BOTTOM = 64;
    private static final int MISSING = '\u25a1';

    /** A column of a table: title, width in points, and whether numbers are aligned to the right. */
    record Column(String title, float width, boolean right) {
    }

    private final PDDocument document;
    private final PDFont font;
    private final Foot footer;
    private PDPageContentStream page;
    private float y;

    /** @param footer draws the foot of each page with {@link #text} at fixed places */
    Sheet(PDDocument document, PDFont font, Foot footer) throws IOException {
        this.document = document;
        this.font = font;
        this.footer = footer;
        newPage();
    }

    /** Draws the foot of a page. */
    interface Foot {
        void draw(Sheet sheet) throws IOException;
    }

    float y() {
        return y;
    }

    void down(float points) {
        y -= points;
    }

    /** Begins a new page when fewer points are left. */
    void need(float points) throws IOException {
        if (y - points < BOTTOM) {
            newPage();
        }
    }

    private void newPage() throws IOException {
        closePage();
        PDPage next = new PDPage(PDRectangle.A4);
        document.addPage(next);
        page = new PDPageContentStream(document, next);
        y = TOP;
    }

    private void closePage() throws IOException {
        if (page != null) {
            footer.draw(this);
            page.close();
        }
    }

    void fill(float x, float bottom, float width, float height, Color color) throws IOException {
        page.setNonStrokingColor(color);
        page.addRect(x, bottom, width, height);
        page.fill();
    }

    void line(float x1, float x2, float at, Color color) throws IOException {
        page.setStrokingColor(color);
        page.setLineWidth(0.6f);
        page.moveTo(x1, at);
        page.lineTo(x2, at);
        page.stroke();
    }

    void text(float x, float at, float size, Color color, String text) throws IOException {
        String printable = printable(text);
        if (printable.isEmpty()) {
            return;
        }
        page.beginText();
        page.setNonStrokingColor(color);
        page.setFont(font, size);
        page.newLineAtOffset(x, at);
        page.showText(printable);
        page.endText();
    }

    void textRight(float right, float at, float size, Color color, String text) throws IOException {
        text(right - width(text, size), at, size, color, text);
    }

    float width(String text, float size) throws IOException {
        return font.getStringWidth(printable(text)) / 1000 * size;
    }

    /** Text broken into lines at {@code width}, written from the present place down. */
    void paragraph(float x, float width, float size, Color color, String text) throws IOException {
        for (String line : wrap(text, width, size)) {
            need(size * 1.6f);
            y -= size * 1.5f;
            text(x, y, size, color, line);
        }
    }

    /** A table with a tinted head that is repeated on each page. */
    void table(List<Column> columns, List<List<String>> rows, float size) throws IOException {
        float height = size * 2;
        need(height * 2);
        head(columns, size, height);
        for (List<String> row : rows) {
            if (y - height < BOTTOM) {
                newPage();
                head(columns, size, height);
            }
            cells(columns, row, size, height, Palette.INK);
            line(LEFT, RIGHT, y, Palette.LINE);
        }
    }

    private void head(List<Column> columns, float size, float height) throws IOException {
        fill(LEFT, y - height, RIGHT - LEFT, height, Palette.TINT);
        cells(columns, columns.stream().map(Column::title).toList(), size, height, Palette.MUTED);
    }

    private void cells(List<Column> columns, List<String> row, float size, float height, Color color) throws IOException {
        float x = LEFT;
        y -= height;
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            String cell = fit(row.get(i), column.width() - 10, size);
            if (column.right()) {
                textRight(x + column.width() - 5, y + size * 0.65f, size, color, cell);
            } else {
                text(x + 5, y + size * 0.65f, size, color, cell);
            }
            x += column.width();
        }
    }

    private String fit(String text, float width, float size) throws IOException {
        if (width(text, size) <= width) {
            return text;
        }
        String cut = text;
        while (!cut.isEmpty() && width(cut + "\u2026", size) > width) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut + "\u2026";
    }

    private List<String> wrap(String text, float width, float size) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        float used = 0;
        int breakAt = -1;
        for (int i = 0; i < text.length();) {
            int codePoint = text.codePointAt(i);
            String one = Character.toString(codePoint);
            float wide = width(one, size);
            if (used + wide > width && !line.isEmpty()) {
                // Latin words break at a space, Chinese text anywhere
                int cut = breakAt > 0 && codePoint < 0x2e80 ? breakAt : line.length();
                lines.add(line.substring(0, cut).stripTrailing());
                String rest = line.substring(cut).stripLeading();
                line.setLength(0);
                line.append(rest);
                used = width(rest, size);
                breakAt = -1;
            }
            line.append(one);
            used += wide;
            if (codePoint == ' ' || codePoint >= 0x2e80) {
                breakAt = line.length();
            }
            i += Character.charCount(codePoint);
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        return lines;
    }

    private String printable(String text) {
        if (text == null) {
            return "";
        }
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().filter(c -> c >= ' ').forEach(c -> out.appendCodePoint(hasGlyph(c) ? c : MISSING));
        return out.toString();
    }

    private boolean hasGlyph(int codePoint) {
        try {
            return font.encode(Character.toString(codePoint)).length > 0;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        closePage();
        page = null;
    }
}
