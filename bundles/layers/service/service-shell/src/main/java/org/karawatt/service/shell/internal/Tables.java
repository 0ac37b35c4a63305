package org.karawatt.service.shell.internal;

import org.karawatt.desk.api.Contact;
import org.karawatt.desk.api.HandOver;
import org.karawatt.desk.api.Ticket;
import org.karawatt.knowledge.api.Article;
import org.karawatt.shell.api.Table;

/** Columns that several commands show. */
final class Tables {

    private Tables() {
    }

    static Table<Contact> contacts() {
        return new Table<Contact>().column("Case", Contact::caseNo).column("Kind", Contact::kind).column("Sub-kind", Contact::subKind)
                .column("Account", Contact::accountNo).column("State", Contact::state).column("Due", Contact::dueAt)
                .column("Overdue", c -> c.overdue() ? "yes" : "").right("Satisfaction", Contact::satisfaction)
                .column("Opened", Contact::openedAt).column("By", Contact::openedBy);
    }

    static Table<Ticket> tickets() {
        return new Table<Ticket>().right("Id", Ticket::id).column("Ticket", Ticket::ticketNo).column("State", Ticket::state)
                .column("Counter", Ticket::counterNo).column("Account", Ticket::accountNo).column("Taken", Ticket::takenAt)
                .column("Called", Ticket::calledAt).column("By", Ticket::calledBy);
    }

    static Table<HandOver> handOvers() {
        return new Table<HandOver>().right("Id", HandOver::id).column("Given by", HandOver::givenBy).column("At", HandOver::givenAt)
                .right("Waiting", HandOver::waiting).right("Open", HandOver::openContacts).column("Note", HandOver::note)
                .column("Accepted by", HandOver::acceptedBy);
    }

    static Table<Article> articles() {
        return new Table<Article>().column("Code", Article::code).right("Version", Article::versionNo).column("Topic", Article::topic)
                .column("Status", Article::status).column("Title", Article::titleEn).column("Chinese title", Article::titleZh)
                .column("From", Article::validFrom).column("To", Article::validTo).column("By", Article::draftedBy);
    }
}
