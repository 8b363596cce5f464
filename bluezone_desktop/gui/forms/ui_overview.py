# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'overview.ui'
##
## Created by: Qt User Interface Compiler version 6.11.3
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QFrame, QHBoxLayout, QLabel,
    QSizePolicy, QSpacerItem, QVBoxLayout, QWidget)

class Ui_Overview(object):
    def setupUi(self, Overview):
        if not Overview.objectName():
            Overview.setObjectName(u"Overview")
        Overview.resize(1218, 724)
        self.page = QVBoxLayout(Overview)
        self.page.setSpacing(16)
        self.page.setObjectName(u"page")
        self.page.setContentsMargins(24, 16, 24, 24)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.setObjectName(u"head")
        self.head.setContentsMargins(0, 0, 0, 0)
        self.title = QLabel(Overview)
        self.title.setObjectName(u"title")
        self.title.setProperty(u"role", u"title")

        self.head.addWidget(self.title)

        self.head_space = QSpacerItem(40, 20, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.head.addItem(self.head_space)

        self.as_of = QLabel(Overview)
        self.as_of.setObjectName(u"as_of")
        self.as_of.setProperty(u"role", u"secondary")

        self.head.addWidget(self.as_of)


        self.page.addLayout(self.head)

        self.figures = QHBoxLayout()
        self.figures.setSpacing(16)
        self.figures.setObjectName(u"figures")
        self.figures.setContentsMargins(0, 0, 0, 0)

        self.page.addLayout(self.figures)

        self.below = QHBoxLayout()
        self.below.setSpacing(16)
        self.below.setObjectName(u"below")
        self.below.setContentsMargins(0, 0, 0, 0)
        self.chart_card = QFrame(Overview)
        self.chart_card.setObjectName(u"chart_card")
        self.chart_card.setProperty(u"role", u"card")
        self.chart_layout = QVBoxLayout(self.chart_card)
        self.chart_layout.setSpacing(8)
        self.chart_layout.setObjectName(u"chart_layout")
        self.chart_layout.setContentsMargins(16, 12, 16, 12)
        self.chart_head = QHBoxLayout()
        self.chart_head.setSpacing(8)
        self.chart_head.setObjectName(u"chart_head")
        self.chart_head.setContentsMargins(0, 0, 0, 0)
        self.chart_title = QLabel(self.chart_card)
        self.chart_title.setObjectName(u"chart_title")
        self.chart_title.setProperty(u"role", u"heading")

        self.chart_head.addWidget(self.chart_title)

        self.chart_space = QSpacerItem(20, 20, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.chart_head.addItem(self.chart_space)

        self.chart_hint = QLabel(self.chart_card)
        self.chart_hint.setObjectName(u"chart_hint")
        self.chart_hint.setProperty(u"role", u"secondary")

        self.chart_head.addWidget(self.chart_hint)


        self.chart_layout.addLayout(self.chart_head)


        self.below.addWidget(self.chart_card)

        self.tasks_card = QFrame(Overview)
        self.tasks_card.setObjectName(u"tasks_card")
        self.tasks_card.setProperty(u"role", u"card")
        self.tasks_layout = QVBoxLayout(self.tasks_card)
        self.tasks_layout.setSpacing(8)
        self.tasks_layout.setObjectName(u"tasks_layout")
        self.tasks_layout.setContentsMargins(8, 12, 8, 12)
        self.tasks_title = QLabel(self.tasks_card)
        self.tasks_title.setObjectName(u"tasks_title")
        self.tasks_title.setProperty(u"role", u"heading")
        self.tasks_title.setIndent(9)

        self.tasks_layout.addWidget(self.tasks_title)

        self.tasks = QVBoxLayout()
        self.tasks.setSpacing(0)
        self.tasks.setObjectName(u"tasks")
        self.tasks.setContentsMargins(0, 0, 0, 0)

        self.tasks_layout.addLayout(self.tasks)

        self.tasks_space = QSpacerItem(20, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.tasks_layout.addItem(self.tasks_space)


        self.below.addWidget(self.tasks_card)

        self.below.setStretch(0, 1)

        self.page.addLayout(self.below)

        self.page.setStretch(2, 1)

        self.retranslateUi(Overview)

        QMetaObject.connectSlotsByName(Overview)
    # setupUi

    def retranslateUi(self, Overview):
        self.title.setText(QCoreApplication.translate("Overview", u"overview.title", None))
        self.chart_title.setText(QCoreApplication.translate("Overview", u"overview.chart", None))
        self.chart_hint.setText(QCoreApplication.translate("Overview", u"overview.chart_hint", None))
        self.tasks_title.setText(QCoreApplication.translate("Overview", u"overview.tasks", None))
        pass
    # retranslateUi

