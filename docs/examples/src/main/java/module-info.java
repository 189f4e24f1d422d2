/** The compiled examples of the guide. */
module org.mainspring.examples {
    requires static org.jspecify;
    requires org.mainspring.mainloop;
    requires org.mainspring.task;
}
