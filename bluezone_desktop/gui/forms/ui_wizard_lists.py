# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'wizard_lists.ui'
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
    QPushButton, QSizePolicy, QSpacerItem, QVBoxLayout,
    QWidget)

class Ui_WizardLists(object):
    def setupUi(self, WizardLists):
        if not WizardLists.objectName():
            WizardLists.setObjectName(u"WizardLists")
        WizardLists.resize(900, 600)
        self.outer = QHBoxLayout(WizardLists)
        self.outer.setSpacing(8)
        self.outer.setObjectName(u"outer")
        self.outer.setContentsMargins(24, 24, 24, 24)
        self.left = QSpacerItem(24, 20, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.outer.addItem(self.left)

        self.column = QVBoxLayout()
        self.column.setSpacing(8)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.above = QSpacerItem(20, 24, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.column.addItem(self.above)

        self.step = QLabel(WizardLists)
        self.step.setObjectName(u"step")
        self.step.setProperty(u"role", u"secondary")

        self.column.addWidget(self.step)

        self.title = QLabel(WizardLists)
        self.title.setObjectName(u"title")
        self.title.setProperty(u"role", u"title")

        self.column.addWidget(self.title)

        self.explain = QLabel(WizardLists)
        self.explain.setObjectName(u"explain")
        self.explain.setProperty(u"role", u"secondary")
        self.explain.setWordWrap(True)

        self.column.addWidget(self.explain)

        self.gap = QSpacerItem(20, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.column.addItem(self.gap)

        self.drop = QFrame(WizardLists)
        self.drop.setObjectName(u"drop")
        self.drop.setProperty(u"role", u"drop")
        self.drop.setMinimumSize(QSize(560, 190))
        self.drop_layout = QVBoxLayout(self.drop)
        self.drop_layout.setSpacing(8)
        self.drop_layout.setObjectName(u"drop_layout")
        self.drop_layout.setContentsMargins(24, 16, 24, 16)
        self.drop_above = QSpacerItem(20, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.drop_layout.addItem(self.drop_above)

        self.drop_icon = QLabel(self.drop)
        self.drop_icon.setObjectName(u"drop_icon")
        self.drop_icon.setAlignment(Qt.AlignmentFlag.AlignCenter)

        self.drop_layout.addWidget(self.drop_icon)

        self.drop_words = QLabel(self.drop)
        self.drop_words.setObjectName(u"drop_words")
        self.drop_words.setProperty(u"role", u"heading")
        self.drop_words.setAlignment(Qt.AlignmentFlag.AlignCenter)

        self.drop_layout.addWidget(self.drop_words)

        self.drop_kinds = QLabel(self.drop)
        self.drop_kinds.setObjectName(u"drop_kinds")
        self.drop_kinds.setProperty(u"role", u"secondary")
        self.drop_kinds.setAlignment(Qt.AlignmentFlag.AlignCenter)

        self.drop_layout.addWidget(self.drop_kinds)

        self.choose_row = QHBoxLayout()
        self.choose_row.setSpacing(8)
        self.choose_row.setObjectName(u"choose_row")
        self.choose_row.setContentsMargins(0, 0, 0, 0)
        self.c1 = QSpacerItem(20, 20, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.choose_row.addItem(self.c1)

        self.choose = QPushButton(self.drop)
        self.choose.setObjectName(u"choose")
        self.choose.setProperty(u"role", u"primary")

        self.choose_row.addWidget(self.choose)

        self.c2 = QSpacerItem(20, 20, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.choose_row.addItem(self.c2)


        self.drop_layout.addLayout(self.choose_row)

        self.drop_below = QSpacerItem(20, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.drop_layout.addItem(self.drop_below)


        self.column.addWidget(self.drop)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.foot.setContentsMargins(0, 0, 0, 0)
        self.sample = QPushButton(WizardLists)
        self.sample.setObjectName(u"sample")
        self.sample.setProperty(u"role", u"link")

        self.foot.addWidget(self.sample)

        self.foot_space = QSpacerItem(20, 20, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.foot.addItem(self.foot_space)

        self.back = QPushButton(WizardLists)
        self.back.setObjectName(u"back")
        self.back.setProperty(u"role", u"quiet")

        self.foot.addWidget(self.back)

        self.later = QPushButton(WizardLists)
        self.later.setObjectName(u"later")
        self.later.setProperty(u"role", u"quiet")

        self.foot.addWidget(self.later)


        self.column.addLayout(self.foot)

        self.below = QSpacerItem(20, 24, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.column.addItem(self.below)


        self.outer.addLayout(self.column)

        self.right = QSpacerItem(24, 20, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.outer.addItem(self.right)

        self.outer.setStretch(0, 1)
        self.outer.setStretch(2, 1)
        QWidget.setTabOrder(self.choose, self.sample)
        QWidget.setTabOrder(self.sample, self.back)
        QWidget.setTabOrder(self.back, self.later)

        self.retranslateUi(WizardLists)

        QMetaObject.connectSlotsByName(WizardLists)
    # setupUi

    def retranslateUi(self, WizardLists):
        self.step.setText(QCoreApplication.translate("WizardLists", u"wizard.step_two", None))
        self.title.setText(QCoreApplication.translate("WizardLists", u"wizard.lists_title", None))
        self.explain.setText(QCoreApplication.translate("WizardLists", u"wizard.lists_explain", None))
        self.drop_words.setText(QCoreApplication.translate("WizardLists", u"wizard.drop_here", None))
        self.drop_kinds.setText(QCoreApplication.translate("WizardLists", u"wizard.drop_kinds", None))
        self.choose.setText(QCoreApplication.translate("WizardLists", u"wizard.choose_files", None))
        self.sample.setText(QCoreApplication.translate("WizardLists", u"wizard.sample", None))
        self.back.setText(QCoreApplication.translate("WizardLists", u"wizard.back", None))
        self.later.setText(QCoreApplication.translate("WizardLists", u"wizard.later", None))
        pass
    # retranslateUi

