package cn.yufu;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import cn.yufu.Contract.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Operation × role × own or other's thing, generated from openapi.yaml: a role that is not in {@code x-roles} gets 403,
 * a visitor 401, and a thing of another organisation, district or person does not exist. An operation without a row
 * fails the build.
 */
final class AuthorisationMatrixTest {
    /** What the id in each operation's path is. A new operation needs its line here. */
    private static final Map<String, Thing> ROWS = Map.ofEntries(
            entry("signIn", Thing.NONE),
            entry("listSessions", Thing.NONE),
            entry("refreshSession", Thing.NONE),
            entry("endOtherSessions", Thing.NONE),
            entry("signOut", Thing.NONE),
            entry("endSession", Thing.SESSION),
            entry("getMe", Thing.NONE),
            entry("editMe", Thing.NONE),
            entry("changePassword", Thing.NONE),
            entry("askPasswordReset", Thing.NONE),
            entry("resetPassword", Thing.NONE),
            entry("askEmailConfirmation", Thing.NONE),
            entry("confirmEmail", Thing.NONE),
            entry("listSampleAccounts", Thing.NONE),
            entry("listInvitations", Thing.NONE),
            entry("invite", Thing.NONE),
            entry("inviteFirst", Thing.ORGANISATION),
            entry("withdrawInvitation", Thing.INVITATION),
            entry("renewInvitation", Thing.INVITATION),
            entry("getInvitationOffer", Thing.NONE),
            entry("acceptInvitation", Thing.NONE),
            entry("listAccounts", Thing.NONE),
            entry("createAccount", Thing.NONE),
            entry("editAccount", Thing.ACCOUNT),
            entry("unlockAccount", Thing.ACCOUNT),
            entry("listAccountSessions", Thing.ACCOUNT),
            entry("endAccountSessions", Thing.ACCOUNT),
            entry("registerOrganisation", Thing.NONE),
            entry("listOrganisations", Thing.NONE),
            entry("getOrganisation", Thing.ORGANISATION),
            entry("editOrganisation", Thing.ORGANISATION),
            entry("approveOrganisation", Thing.PENDING_ORGANISATION),
            entry("rejectOrganisation", Thing.PENDING_ORGANISATION),
            entry("suspendOrganisation", Thing.PENDING_ORGANISATION),
            entry("reinstateOrganisation", Thing.PENDING_ORGANISATION),
            entry("getProvider", Thing.PROVIDER),
            entry("listDivisions", Thing.NONE),
            entry("listCategories", Thing.NONE),
            entry("createCategory", Thing.NONE),
            entry("editCategory", Thing.NONE),
            entry("renameCategory", Thing.NONE),
            entry("listIndustries", Thing.NONE),
            entry("listPolicyItems", Thing.NONE),
            entry("listCalendarYears", Thing.NONE),
            entry("getDeadline", Thing.NONE),
            entry("addCalendarYear", Thing.NONE),
            entry("getCalendarSubscription", Thing.NONE),
            entry("makeCalendarSubscription", Thing.NONE),
            entry("revokeCalendarSubscription", Thing.NONE),
            entry("getCalendarFeed", Thing.NONE),
            entry("searchListings", Thing.NONE),
            entry("createListing", Thing.NONE),
            entry("countListings", Thing.NONE),
            entry("getListing", Thing.PUBLISHED_LISTING),
            entry("editListing", Thing.DRAFT_LISTING),
            entry("submitListing", Thing.DRAFT_LISTING),
            entry("approveListing", Thing.SUBMITTED_LISTING),
            entry("rejectListing", Thing.SUBMITTED_LISTING),
            entry("withdrawListing", Thing.DRAFT_LISTING),
            entry("listListingVersions", Thing.PUBLISHED_LISTING),
            entry("getListingVersion", Thing.PUBLISHED_LISTING),
            entry("listListingRatings", Thing.PUBLISHED_LISTING),
            entry("quoteListing", Thing.PUBLISHED_LISTING),
            entry("listBudgets", Thing.NONE),
            entry("createBudget", Thing.NONE),
            entry("getBudget", Thing.BUDGET),
            entry("editBudget", Thing.BUDGET),
            entry("closeBudget", Thing.BUDGET),
            entry("reopenBudget", Thing.BUDGET),
            entry("listLedger", Thing.BUDGET),
            entry("listOrders", Thing.NONE),
            entry("createOrder", Thing.NONE),
            entry("countOrders", Thing.NONE),
            entry("getOrder", Thing.ORDER),
            entry("editOrder", Thing.ORDER),
            entry("quoteOrder", Thing.ORDER),
            entry("submitOrder", Thing.ORDER),
            entry("approveOrder", Thing.ORDER),
            entry("returnOrder", Thing.ORDER),
            entry("rejectOrder", Thing.ORDER),
            entry("escalateOrder", Thing.ORDER),
            entry("acceptWork", Thing.ORDER),
            entry("deliverOrder", Thing.ORDER),
            entry("completeOrder", Thing.ORDER),
            entry("reworkOrder", Thing.ORDER),
            entry("payOrder", Thing.ORDER),
            entry("cancelOrder", Thing.ORDER),
            entry("disputeOrder", Thing.ORDER),
            entry("ruleOrder", Thing.ORDER),
            entry("rateOrder", Thing.ORDER),
            entry("listDiagnosisTypes", Thing.NONE),
            entry("proposeDiagnosis", Thing.NONE),
            entry("listProgrammes", Thing.NONE),
            entry("createProgramme", Thing.NONE),
            entry("getProgramme", Thing.PROGRAMME),
            entry("editProgramme", Thing.PROGRAMME),
            entry("closeProgramme", Thing.PROGRAMME),
            entry("reopenProgramme", Thing.PROGRAMME),
            entry("requestVisitSeries", Thing.NONE),
            entry("waitForVisit", Thing.NONE),
            entry("listWaitlist", Thing.NONE),
            entry("getWaiting", Thing.WAITING),
            entry("acceptOffer", Thing.WAITING),
            entry("declineOffer", Thing.WAITING),
            entry("waitOn", Thing.WAITING),
            entry("leaveWaitlist", Thing.WAITING),
            entry("findSlots", Thing.NONE),
            entry("getResource", Thing.SEEN_RESOURCE),
            entry("editResource", Thing.RESOURCE),
            entry("findResourceSlots", Thing.SEEN_RESOURCE),
            entry("addBlackout", Thing.RESOURCE),
            entry("liftBlackout", Thing.RESOURCE),
            entry("listVisits", Thing.NONE),
            entry("requestVisit", Thing.NONE),
            entry("countVisits", Thing.NONE),
            entry("findVisitSlots", Thing.NONE),
            entry("getVisit", Thing.VISIT),
            entry("findSlotsForVisit", Thing.VISIT),
            entry("listVisitCandidates", Thing.VISIT),
            entry("confirmVisit", Thing.VISIT),
            entry("reassignVisit", Thing.VISIT),
            entry("rescheduleVisit", Thing.VISIT),
            entry("cancelVisit", Thing.VISIT),
            entry("checkInVisit", Thing.VISIT),
            entry("finishVisit", Thing.VISIT),
            entry("reportAbsence", Thing.VISIT),
            entry("excuseVisit", Thing.VISIT),
            entry("payVisit", Thing.VISIT),
            entry("payVisits", Thing.NONE),
            entry("getVisitWay", Thing.NONE),
            entry("getVisitCalendar", Thing.VISIT),
            entry("getVisitReport", Thing.REPORTED_VISIT),
            entry("getVisitReportPdf", Thing.REPORTED_VISIT),
            entry("saveVisitReport", Thing.VISIT),
            entry("submitVisitReport", Thing.VISIT),
            entry("returnVisitReport", Thing.VISIT),
            entry("confirmVisitReport", Thing.VISIT),
            entry("getAction", Thing.ACTION),
            entry("editAction", Thing.ACTION),
            entry("completeAction", Thing.ACTION),
            entry("dropAction", Thing.ACTION),
            entry("reopenAction", Thing.ACTION),
            entry("linkActionOrder", Thing.ACTION),
            entry("listPlans", Thing.NONE),
            entry("listSpecialists", Thing.NONE),
            entry("getPlan", Thing.PLAN),
            entry("assignSpecialist", Thing.PLAN),
            entry("noteContact", Thing.PLAN),
            entry("listExperts", Thing.NONE),
            entry("createExpert", Thing.NONE),
            entry("getExpert", Thing.EXPERT),
            entry("editExpert", Thing.EXPERT),
            entry("suspendExpert", Thing.EXPERT),
            entry("reinstateExpert", Thing.EXPERT),
            entry("accreditExpert", Thing.EXPERT),
            entry("endAccreditation", Thing.EXPERT),
            entry("listTravelTimes", Thing.NONE),
            entry("enterTravelTimes", Thing.NONE),
            entry("getCoverage", Thing.NONE),
            entry("listPayments", Thing.NONE),
            entry("createPayment", Thing.NONE),
            entry("upload", Thing.NONE),
            entry("getAttachment", Thing.ATTACHMENT),
            entry("listNotifications", Thing.NONE),
            entry("readAllNotifications", Thing.NONE),
            entry("readNotification", Thing.NOTIFICATION),
            entry("streamEvents", Thing.NONE),
            entry("listEvents", Thing.NONE),
            entry("listChecks", Thing.NONE),
            entry("verifyEvents", Thing.NONE),
            entry("listSignIns", Thing.NONE),
            entry("listOutbox", Thing.NONE),
            entry("retryOutbox", Thing.LETTER),
            entry("getImportTemplate", Thing.NONE),
            entry("listImports", Thing.NONE),
            entry("startImport", Thing.NONE),
            entry("getImport", Thing.IMPORT),
            entry("applyImport", Thing.IMPORT),
            entry("listExports", Thing.NONE),
            entry("startExport", Thing.NONE),
            entry("getExport", Thing.EXPORT),
            entry("getExportFile", Thing.EXPORT),
            entry("getDashboard", Thing.NONE),
            entry("getStats", Thing.NONE));

    private static final String FORGED =
            "eyJhbGciOiJIUzI1NiJ9.eyJzaWQiOiIwIiwiZXhwIjo0MTAyNDQ0ODAwfQ.c2lnbmF0dXJlLW9mLW5vYm9keS1hdC1hbGw";
    private static final Set<Integer> KEPT_OUT = Set.of(401, 403, 404);

    private final Cast cast = Cast.assembled();
    private final Asker asker = new Asker(Contract.published(), 20_261_123);

    @Test
    void everyOperationHasARow() {
        var operations = new TreeSet<String>();
        Contract.published().operations().forEach(operation -> operations.add(operation.id()));
        assertEquals(operations, new TreeSet<>(ROWS.keySet()));
    }

    @TestFactory
    Stream<DynamicTest> everyCell() {
        return Contract.published().operations().stream()
                .filter(operation -> ROWS.containsKey(operation.id()))
                .map(operation -> dynamicTest(operation.toString(), () -> {
                    var wrong = new ArrayList<String>();
                    strangers(operation, wrong);
                    for (var role : Cast.ROLES) cells(operation, role, wrong);
                    assertEquals(List.of(), wrong);
                }));
    }

    /** What is public only in one of its states is nobody else's in the others, whichever operation asks. */
    @Test
    void whatIsNotPublishedDoesNotExistForOthers() {
        var wrong = new ArrayList<String>();
        for (var draft : List.of(Thing.DRAFT_LISTING, Thing.SUBMITTED_LISTING)) {
            var id = draft.make(cast, "provider");
            for (var asked : List.of(
                    "getListing", "listListingVersions", "getListingVersion", "listListingRatings", "quoteListing")) {
                var operation = Contract.published().operation(asked);
                for (var role : List.of("enterprise", "provider", "expert", "district-admin")) {
                    int status = operation.admits(role) ? ask(operation, cast.other(role), role, id) : 404;
                    if (status != 404) wrong.add(asked + " of a " + draft + " for another " + role + ": " + status);
                }
                int visitor = operation.isPublic() ? ask(operation, Client.visitor(), "provider", id) : 404;
                if (visitor != 404) wrong.add(asked + " of a " + draft + " for a visitor: " + visitor);
            }
        }
        assertEquals(List.of(), wrong);
    }

    private void strangers(Operation operation, List<String> wrong) {
        var thing = row(operation);
        var id = thing.make(cast, "provider");
        int forged = ask(operation, Client.with(FORGED), "provider", id);
        if (forged != 401) wrong.add("a forged token gets " + forged);
        int visitor = ask(operation, Client.visitor(), "provider", id);
        if (!operation.isPublic() && visitor != 401) wrong.add("a visitor gets " + visitor);
        if (operation.isPublic() && visitor == 403) wrong.add("a visitor is refused");
        if (operation.isPublic() && thing.secret() && visitor != 404) wrong.add("a visitor sees it: " + visitor);
    }

    private void cells(Operation operation, String role, List<String> wrong) {
        var thing = row(operation);
        var id = thing.make(cast, role);
        if (!operation.admits(role)) {
            int status = ask(operation, cast.client(role), role, id);
            if (status != 403) wrong.add(role + " may not, and gets " + status);
            return;
        }
        // one that is signed out by this very operation must not be asked again
        var caller = operation.id().equals("signOut") ? Client.as(cast.account(role)) : cast.client(role);
        if (thing != Thing.NONE) {
            int nothing = ask(operation, caller, role, UUID.randomUUID());
            if (nothing != 404) wrong.add(role + ": an id that does not exist gets " + nothing);
            int other = thing.apart(role) ? ask(operation, cast.other(role), role, id) : 404;
            if (other != 404) wrong.add(role + ": somebody else's gets " + other);
        }
        int own = ask(operation, caller, role, id);
        if (own == 403 || (thing != Thing.NONE && KEPT_OUT.contains(own)) || (own == 401 && !operation.isPublic())) {
            wrong.add(role + ": the own one gets " + own);
        }
    }

    private int ask(Operation operation, Client client, String role, @Nullable UUID id) {
        return asker.status(operation, client, role, id);
    }

    static Thing row(Operation operation) {
        return java.util.Objects.requireNonNull(ROWS.get(operation.id()));
    }
}
