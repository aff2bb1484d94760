from django.apps import AppConfig


class RoadmapsConfig(AppConfig):
    name = "roadmaps"
    verbose_name = "Дорожные карты"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Enter plans and work in the menu, on the home page and on the pages of schools."""
        self._offer_plans()
        self._offer_work()
        self._follow_schools()
        self._follow_results()
        self._offer_letters()
        self._offer_calendar()
        self._name_events()
        self._offer_hand_overs()

    def _follow_schools(self) -> None:
        from roadmaps.actions.assigning import assign_schools, release_schools
        from schools import joining

        joining.register("assignments", assign_schools)
        joining.register_leaving("assignments", release_schools)

    def _follow_results(self) -> None:
        from assessments import following
        from roadmaps.actions.indicators.computing import follow_results
        from roadmaps.jobs import register_jobs

        register_jobs()
        following.register("indicators", follow_results)

    def _offer_letters(self) -> None:
        from accounts import panels as own_page
        from accounts.actions.letters import name_kind
        from roadmaps.actions import date_requests, plan_checks, reminders
        from roadmaps.actions.calendars import moving
        from roadmaps.slots import letters
        from schools import letter_panels

        name_kind(reminders.KIND, "напоминание")
        name_kind(moving.LETTER_KIND, "изменение сроков")
        name_kind(date_requests.LETTER_KIND, "ответ о сроке")
        name_kind(plan_checks.LETTER_KIND, "проверка дорожной карты школы")
        own_page.register("letters", letters.my_letters, order=60)
        letter_panels.register("reminders", letters.office_letters)

    def _name_events(self) -> None:
        from accounts.trail import name_actions, name_subject, told_elsewhere
        from roadmaps import models
        from roadmaps.slots import trail

        name_actions(trail.ACTIONS)
        name_subject(models.Roadmap, addresses=trail.plans)
        name_subject(models.Activity, addresses=trail.activities)
        name_subject(models.Section, addresses=trail.sections)
        name_subject(models.Indicator, addresses=trail.indicators)
        name_subject(models.Assignment, addresses=trail.assignments)
        name_subject(models.Party, addresses=trail.parties)
        name_subject(models.PlanImport, addresses=trail.imports)
        name_subject(models.EventSeries, addresses=trail.series)
        name_subject(models.CalendarEvent, "событие календаря", addresses=trail.events)
        name_subject(models.LearnedHeading)
        name_subject(models.ReviewPhrase)
        name_subject(models.CalendarFeed)
        # The plan's own event names the row or the section that is gone.
        told_elsewhere(models.Activity, "delete activity")
        told_elsewhere(models.Section, "delete section")

    def _offer_plans(self) -> None:
        from core.web import navigation
        from roadmaps.slots import menu

        navigation.register(
            "Дорожные карты", "roadmaps:roadmaps", visible=menu.sees_roadmaps, order=10
        )

    def _offer_calendar(self) -> None:
        from accounts import panels as own_page
        from roadmaps.slots import calendar

        own_page.register("calendar", calendar.my_calendar, order=65)

    def _offer_hand_overs(self) -> None:
        from accounts.actions.letters import name_kind
        from roadmaps.actions import handing_over
        from roadmaps.slots import people
        from schools import person_panels

        name_kind(handing_over.LETTER_KIND, "передача дел")
        person_panels.register("work", people.work_of_person, order=30)
        person_panels.register_list("work", people.work_left_behind, order=30)

    def _offer_work(self) -> None:
        from assessments.slots import next_steps
        from core.web import home as home_page
        from core.web import navigation
        from roadmaps.slots import home, school_plans
        from schools import panels as school_page

        navigation.register(
            home.assignments_label,
            "roadmaps:assignments",
            visible=home.owes_work,
            count=home.pressing_count,
            order=20,
        )
        navigation.register(
            "На проверке",
            "roadmaps:review",
            visible=home.reviews_work,
            count=home.waiting_count,
            order=30,
        )
        home_page.register("own work", home.own_work, order=10)
        home_page.register("direction of work", home.direction, order=20)
        home_page.register("observation of work", home.observation, order=20)
        home_page.register("plans of schools", school_plans.plans_on_their_way, order=15)
        school_page.register("plans", school_plans.plans_of_school, order=25)
        school_page.register("work", home.work_of_school, order=30)
        next_steps.register("plans", school_plans.plans_of_school, order=10)
        next_steps.register("work", home.work_of_school, order=20)
